import t from 'tap'
import { guarded, immediate, isTrue, PromiseError } from '../../../src/framework/schema/guarded.ts'

const fail = () => {
  throw new Error('a rule of an author')
}

t.test('returns what the work returns', async (t) => {
  t.equal(
    guarded(0, () => 7),
    7,
  )
})

t.test('returns the alternative when the work throws', async (t) => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  t.equal(
    guarded(false, () => proxy instanceof Error),
    false,
  )
})

t.test('refuses a promise, whose rejection does not end the process', async (t) => {
  const rejections: unknown[] = []
  const note = (reason: unknown) => rejections.push(reason)
  process.on('unhandledRejection', note)
  t.teardown(() => process.off('unhandledRejection', note))
  t.throws(() => immediate('The hook', Promise.reject(new Error('late'))), PromiseError)
  t.equal(immediate('The hook', 7), 7)
  await new Promise(setImmediate)
  t.same(rejections, [])
})

const conditions: readonly (readonly [title: string, work: () => unknown, isTrue: boolean])[] = [
  ['true', () => true, true],
  ['false', () => false, false],
  ['a value that is only truthy', () => 'yes', false],
  ['a promise of true', async () => true, false],
  ['a promise that is rejected', async () => fail(), false],
  ['nothing, because it throws', fail, false],
]

for (const [title, work, expected] of conditions)
  t.test(`a condition that returns ${title} is ${expected}`, async (t) => {
    t.equal(isTrue(work), expected)
  })
