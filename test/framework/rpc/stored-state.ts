import t from 'tap'
import {
  int64,
  list,
  listNested,
  mapNested,
  object,
  optional,
  type Schema,
  setNested,
  singleNested,
  string,
  writeOnly,
} from '../../../src/framework/index.ts'
import { convertedState, stateOf } from '../../../src/framework/rpc/stored-state.ts'

const inner: Schema = { a: optional(int64, 'A.') }
const schema: Schema = {
  one: optional(singleNested(inner), 'One.'),
  many: optional(listNested(inner), 'Many.'),
  some: optional(setNested(inner), 'Some.'),
  keyed: optional(mapNested(inner), 'Keyed.'),
  plain: optional(list(string), 'Plain.'),
  point: optional(list(object({ x: int64, at: object({ y: int64 }) })), 'Point.'),
}

t.test('attributes that the schema does not know are left out at every depth', async (t) => {
  const foreign = { a: 1, z: 2 }
  const stored = {
    one: foreign,
    many: [foreign],
    some: [foreign],
    keyed: { k: foreign },
    plain: ['x'],
    point: [{ x: 1, z: 2, at: { y: 3, z: 4 } }],
  }
  t.same(stateOf(schema, { ...stored, other: [] }), {
    one: { a: 1 },
    many: [{ a: 1 }],
    some: [{ a: 1 }],
    keyed: { k: { a: 1 } },
    plain: ['x'],
    point: [{ x: 1, at: { y: 3 } }],
  })
})

t.test('a field that an older state does not have is null', async (t) => {
  t.match(stateOf(schema, { point: [{ at: {} }] }), { point: [{ x: null, at: { y: null } }] })
})

t.test(
  'a conversion that returns a promise is an error, and its rejection does not end the process',
  async (t) => {
    const resource = { type: 'thing', schema } as never
    t.throws(
      () => convertedState(resource, Promise.reject(new Error('late'))),
      /returned a promise/,
    )
  },
)

t.test('a write-only value of an older state stays nowhere, at no depth', async (t) => {
  const secretive: Schema = {
    one: optional(singleNested({ w_wo: writeOnly(string, 'W.') }), 'One.'),
  }
  t.same(stateOf(secretive, { one: { w_wo: 'hidden' } }), { one: { w_wo: null } })
})

t.test('what is of another shape is refused with its path', async (t) => {
  t.throws(() => stateOf(schema, { one: [] }), { message: /^one: expected/ })
  t.throws(() => stateOf(schema, { many: 5 }), { message: /^many: expected/ })
  t.throws(() => stateOf(schema, { keyed: 'x' }), { message: /^keyed: expected/ })
})
