import t from 'tap'
import { salvage } from '../../../src/framework/plan/salvage.ts'
import { computed } from '../../../src/framework/schema/attribute.ts'
import type { Type } from '../../../src/framework/schema/schema.ts'
import { list, string } from '../../../src/framework/schema/type.ts'
import { encode } from '../../../src/framework/value/msgpack.ts'
import { schemaType } from '../../../src/framework/value/wire-type.ts'
import { deep } from '../rpc/fixture-hostile.ts'

const nested = (levels: number): Type<unknown> => {
  let type: Type<unknown> = string
  for (let level = 0; level < levels; level += 1) type = list(type)
  return type
}

t.test('does not save a part that is one level too deep inside its object', async (t) => {
  const schema = { id: computed(string, 'Id.'), deep: computed(nested(513), 'Deep.') }
  const returned = { id: '78', deep: deep(512) }
  const { state, faults } = salvage({ schema, prior: null, base: null }, [returned, 'takes-once'])
  t.same(state, { id: '78', deep: null })
  t.match(
    faults.map(({ message }) => message),
    [/at most 512 levels/],
  )
  t.ok(encode(state, schemaType(schema)))
})
