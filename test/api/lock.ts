import t from 'tap'
import { createLock } from '../../src/api/lock.ts'

const patient = async (previous: Promise<void>) => previous

t.test('runs works of one key one after the other, in the order of asking', async (t) => {
  const lock = createLock()
  const events: string[] = []
  const work = (name: string) => async () => {
    events.push(`${name} begins`)
    await Promise.resolve()
    events.push(`${name} ends`)
    return name
  }
  const results = await Promise.all(['a', 'b'].map((name) => lock.run('key', patient, work(name))))
  t.same(results, ['a', 'b'])
  t.same(events, ['a begins', 'a ends', 'b begins', 'b ends'])
})

t.test('lets works of other keys pass', async (t) => {
  const lock = createLock()
  const gate = Promise.withResolvers<void>()
  const held = lock.run('one', patient, () => gate.promise)
  t.equal(await lock.run('two', patient, async () => 'passed'), 'passed')
  gate.resolve()
  await held
})

t.test('goes on after a work that failed', async (t) => {
  const lock = createLock()
  const failed = lock.run('key', patient, async () => Promise.reject(new Error('no')))
  await t.rejects(failed, { message: 'no' })
  t.equal(await lock.run('key', patient, async () => 'next'), 'next')
})

t.test('keeps the previous of those ahead when one gives up waiting', async (t) => {
  const lock = createLock()
  const gate = Promise.withResolvers<void>()
  const events: string[] = []
  const held = lock.run('key', patient, async () => {
    await gate.promise
    events.push('first ends')
  })
  const impatient = lock.run(
    'key',
    async () => Promise.reject(new Error('gave up')),
    async () => 1,
  )
  await t.rejects(impatient, { message: 'gave up' })
  const third = lock.run('key', patient, async () => events.push('third begins'))
  gate.resolve()
  await Promise.all([held, third])
  t.same(events, ['first ends', 'third begins'])
})
