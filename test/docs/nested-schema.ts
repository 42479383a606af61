import t from 'tap'
import { nestedSchema } from '../../src/docs/nested-schema.ts'
import { bool, list, listNested, map, object, required, string } from '../../src/framework/index.ts'

t.test('finds the attributes of nested attributes', async (t) => {
  const schema = { a: required(string, 'A.') }
  t.strictSame(nestedSchema(listNested(schema).node), { kind: 'nested', schema })
})

t.test(
  'finds the attributes of objects within lists and maps, including the optional ones',
  async (t) => {
    const node = { ...object({ a: string, b: bool }).node, optional: ['b'] }
    const schema = {
      a: { role: 'required', type: string.node, description: '' },
      b: { role: 'optional', type: bool.node, description: '' },
    }
    t.strictSame(nestedSchema(map(list({ node })).node), { kind: 'object', schema })
  },
)

t.test('finds none in plain types', async (t) => {
  t.equal(nestedSchema(list(string).node), undefined)
  t.equal(nestedSchema({ kind: 'tuple', of: [string.node] }), undefined)
})
