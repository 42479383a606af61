import t from 'tap'
import {
  createStop,
  endingSignal,
  onAbort,
  unlessAborted,
  untilAborted,
  withHalt,
} from '../../src/api/stop.ts'
import { TestClock } from './kit/clock.ts'

const stopped = () => new Error('stopped')

t.test('ends what is under way and leaves what begins later', async (t) => {
  const stop = createStop()
  const before = stop.current()
  stop.stop()
  t.ok(before.aborted)
  t.notOk(stop.current().aborted)
})

t.test('ends a call by the stop or by the signal of its own', async (t) => {
  const stop = createStop()
  const own = new AbortController()
  const both = endingSignal(stop, { signal: own.signal })
  const alone = endingSignal(stop, { signal: own.signal, stoppable: false })
  const never = endingSignal(stop, { stoppable: false })
  stop.stop()
  t.same([both.aborted, alone.aborted, never.aborted], [true, false, false])
  own.abort()
  t.same([alone.aborted, never.aborted], [true, false])
})

t.test('calls back for an earlier abort', async (t) => {
  let calls = 0
  onAbort(AbortSignal.abort(), () => {
    calls += 1
  })
  t.equal(calls, 1)
})

t.test('does not call back after it was canceled', async (t) => {
  const controller = new AbortController()
  let calls = 0
  onAbort(controller.signal, () => {
    calls += 1
  })()
  controller.abort()
  t.equal(calls, 0)
})

t.test('ends a wait at the abort, with the reason', async (t) => {
  const controller = new AbortController()
  const wait = unlessAborted(new Promise(() => {}), controller.signal, stopped)
  controller.abort()
  await t.rejects(wait, { message: 'stopped' })
  await t.rejects(unlessAborted(Promise.resolve(1), controller.signal, stopped), {
    message: 'stopped',
  })
})

t.test('gives the outcome of a wait that was not aborted', async (t) => {
  const { signal } = new AbortController()
  t.equal(await unlessAborted(Promise.resolve(1), signal, stopped), 1)
  await t.rejects(unlessAborted(Promise.reject(new Error('no')), signal, stopped), {
    message: 'no',
  })
})

t.test('waits for an abort, and not for one that was before', async (t) => {
  const controller = new AbortController()
  const wait = untilAborted(controller.signal)
  controller.abort()
  await wait
  await untilAborted(controller.signal)
  t.pass()
})

t.test('leaves 14 s to what was halted, and forgets them when it is done', async (t) => {
  const clock = new TestClock()
  const stop = new AbortController()
  const signals = { stopped: stop.signal, abandoned: new AbortController().signal }
  const halted = await withHalt(clock, signals, async (halt) => {
    t.equal(halt.stoppedAt(), undefined)
    t.same(clock.limits, [])
    stop.abort()
    t.equal(halt.stoppedAt(), clock.now())
    t.notOk(halt.over.aborted)
    clock.fire(14_000)
    t.ok(halt.over.aborted)
    return 'done'
  })
  t.equal(halted, 'done')
  await withHalt(clock, signals, async () => t.same(clock.limits, [14_000], 'stopped before'))
  t.same(clock.limits, [])
})
