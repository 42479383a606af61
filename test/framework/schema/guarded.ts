import t from 'tap'
import { guarded } from '../../../src/framework/schema/guarded.ts'

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
