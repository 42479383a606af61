import t from 'tap'
import {
  int64,
  list,
  listNested,
  mapNested,
  optional,
  type Schema,
  setNested,
  singleNested,
  string,
  writeOnly,
} from '../../../src/framework/index.ts'
import { stateOf } from '../../../src/framework/rpc/stored-state.ts'

const inner: Schema = { a: optional(int64, 'A.') }
const schema: Schema = {
  one: optional(singleNested(inner), 'One.'),
  many: optional(listNested(inner), 'Many.'),
  some: optional(setNested(inner), 'Some.'),
  keyed: optional(mapNested(inner), 'Keyed.'),
  plain: optional(list(string), 'Plain.'),
}

t.test('attributes that the schema does not know are left out at every depth', async (t) => {
  const foreign = { a: 1, z: 2 }
  const stored = {
    one: foreign,
    many: [foreign],
    some: [foreign],
    keyed: { k: foreign },
    plain: ['x'],
  }
  t.same(stateOf(schema, { ...stored, other: [] }), {
    one: { a: 1 },
    many: [{ a: 1 }],
    some: [{ a: 1 }],
    keyed: { k: { a: 1 } },
    plain: ['x'],
  })
})

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
