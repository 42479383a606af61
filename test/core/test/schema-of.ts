import t from 'tap'
import type { SchemaAttribute } from '../../../src/framework/rpc/proto.ts'
import { wireSchema } from '../../../src/framework/rpc/wire-schema.ts'
import type { Schema } from '../../../src/framework/schema/schema.ts'
import { schema } from '../fixture.ts'
import { identitySchemaOf, schemaOf, schemasOf } from '../schema-of.ts'

const text = Buffer.from('"string"')

t.test('reads the schema that a declaration generates', async (t) => {
  const read = schemaOf(wireSchema({ schema, description: '', version: 3 }), 'x')
  const bare = (of: Schema) =>
    Object.entries(of).map(([name, { role, sensitive }]) => [name, role, sensitive])
  t.equal(read.version, 3)
  t.same(bare(read.attributes), bare(schema))
  t.same(read.attributes['deep']?.type, schema.deep.type)
  t.same(read.attributes['point']?.type, schema.point.type)
})

t.test('reads everything that a provider declares', async (t) => {
  const wire = wireSchema({ schema, description: '' })
  const schemas = schemasOf({
    provider: wire,
    resource_schemas: { x_a: wire },
    data_source_schemas: { x_b: wire },
    server_capabilities: { plan_destroy: true },
  })
  t.match(schemas, { plansDestroy: true, resources: new Map([['x_a', {}]]) })
  t.ok(schemas.dataSources.has('x_b'))
  t.throws(() => schemasOf({}), /missing provider schema/)
})

t.test('reads an identity', async (t) => {
  const identity = identitySchemaOf({ identity_attributes: [{ name: 'id', type: text }] })
  t.match(identity, { id: { role: 'computed', type: { kind: 'string' } } })
})

const refused: readonly (readonly [attribute: SchemaAttribute, fault: RegExp])[] = [
  [{ name: 'a', type: text }, /x\.a: must be required, optional or computed/],
  [{ name: 'a', type: text, required: true, computed: true }, /x\.a: cannot be required and/],
  [{ name: 'a', type: text, optional: true, computed: true, write_only: true }, /write-only/],
  [{ name: 'a', optional: true }, /x\.a: has no type/],
  [{ name: 'a', optional: true, type: text, nested_type: {} }, /both a type and a nested type/],
  [{ name: 'a', optional: true, nested_type: {} }, /nesting INVALID/],
]

t.test('rejects a schema that Terraform cannot use', async (t) => {
  for (const [attribute, fault] of refused) {
    t.throws(() => schemaOf({ block: { attributes: [attribute] } }, 'x'), fault)
  }
  t.throws(() => schemaOf({ block: { block_types: [{}] } }, 'x'), /nested blocks are not known/)
  t.match(
    schemaOf(
      { block: { attributes: [{ name: 'a', type: text, optional: true, deprecated: true }] } },
      'x',
    ),
    {
      attributes: { a: { deprecated: '' } },
    },
  )
})
