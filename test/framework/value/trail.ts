import t from 'tap'
import { CodecError } from '../../../src/framework/value/codec-error.ts'
import {
  deeper,
  into,
  MOST_LEVELS,
  pathOf,
  refuse,
  refuseLength,
  root,
  type Trail,
  within,
} from '../../../src/framework/value/trail.ts'

t.test('reports the current path', async (t) => {
  const at = into(into(root, { attribute: 'a' }), { index: 1 })
  t.strictSame(pathOf(root), [])
  t.strictSame(pathOf(at), [{ attribute: 'a' }, { index: 1 }])
  t.strictSame(pathOf(deeper(at)), pathOf(at))
})

t.test('stops a path at a set', async (t) => {
  const set = into(root, { attribute: 'ids' })
  t.strictSame(pathOf(into(into(set, undefined), { attribute: 'a' })), [{ attribute: 'ids' }])
})

t.test('goes no deeper than the limit', async (t) => {
  for (const step of [(at: Trail) => into(at, { index: 0 }), deeper]) {
    let at = root
    for (let level = 0; level < MOST_LEVELS; level += 1) at = step(at)
    t.throws(() => step(at), CodecError)
  }
})

t.test('refuses with the path and the kind', async (t) => {
  const at = into(root, { attribute: 'a' })
  t.throws(() => refuse(at, 'a list', 'secret'), { message: 'a: expected a list, found a string' })
  t.throws(() => refuseLength(at, 2, 3), { message: 'a: expected 2 elements, found 3' })
})

t.test('puts its path before that of an inner walk, and leaves other errors alone', async (t) => {
  const at = into(root, { attribute: 'a' })
  const inner = () => refuse(into(root, { key: 'k' }), 'a list', 1)
  t.throws(() => within(at, inner), { message: 'a["k"]: expected a list, found a number' })
  t.equal(
    within(at, () => 1),
    1,
  )
  const other = new TypeError('a bug')
  t.throws(
    () =>
      within(at, () => {
        throw other
      }),
    other,
  )
})
