import t from 'tap'
import { startDeadline, systemClock } from '../../src/api/clock.ts'
import { TestClock } from './kit/clock.ts'

t.test('waits, and stops waiting when aborted', async (t) => {
  await systemClock.sleep(1, new AbortController().signal)
  const controller = new AbortController()
  const wait = systemClock.sleep(60_000, controller.signal)
  controller.abort()
  await t.rejects(wait, { name: 'AbortError' })
})

t.test('calls back after a time, unless it is taken back', async (t) => {
  const called: string[] = []
  await new Promise<void>((resolve) => {
    systemClock.after(1, () => called.push('taken back'))()
    systemClock.after(2, () => {
      called.push('late')
      resolve()
    })
  })
  t.same(called, ['late'])
})

t.test('a wait that is as good as endless does not end at once', async (t) => {
  const short = Promise.withResolvers<string>()
  const takeBack = systemClock.after(2 ** 40, () => short.resolve('at once'))
  systemClock.after(5, () => short.resolve('not at once'))
  t.equal(await short.promise, 'not at once')
  takeBack()
})

t.test('aborts a deadline when its time has come, and never after it was cancelled', async (t) => {
  const clock = new TestClock()
  const kept = startDeadline(clock, 100)
  const missed = startDeadline(clock, 200)
  kept.cancel()
  t.same(clock.limits, [200])
  clock.fire(100)
  clock.fire(200)
  t.same([kept.signal.aborted, missed.signal.aborted], [false, true])
})
