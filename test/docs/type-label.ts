import t from 'tap'
import { typeLabel } from '../../src/docs/type-label.ts'
import {
  bool,
  dynamic,
  int64,
  list,
  listNested,
  map,
  mapNested,
  number,
  object,
  set,
  setNested,
  singleNested,
  string,
  type TypeNode,
} from '../../src/framework/index.ts'

const labels: readonly (readonly [string, TypeNode])[] = [
  ['String', string.node],
  ['Boolean', bool.node],
  ['Number', int64.node],
  ['Number', number.node],
  ['Dynamic', dynamic.node],
  ['List of Set of Number', list(set(int64)).node],
  ['Map of String', map(string).node],
  ['Tuple of String, Number', { kind: 'tuple', of: [string.node, int64.node] }],
  ['List of Object', list(object({ a: string })).node],
  ['Attributes', singleNested({}).node],
  ['Attributes List', listNested({}).node],
  ['Attributes Set', setNested({}).node],
  ['Attributes Map', mapNested({}).node],
]

t.test("names each type in Terraform's words", async (t) => {
  for (const [label, type] of labels) t.equal(typeLabel(type), label)
})
