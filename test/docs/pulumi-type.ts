import t from 'tap'
import { objectTypes, properties, UnbridgedTypeError } from '../../src/docs/pulumi-type.ts'
import {
  type Attribute,
  bool,
  computed,
  dynamic,
  int64,
  list,
  listNested,
  map,
  mapNested,
  number,
  object,
  optional,
  optionalComputed,
  required,
  type Schema,
  set,
  singleNested,
  string,
  type Type,
  writeOnly,
} from '../../src/framework/index.ts'

const scope = (schema: Schema) => ({ package: 'p', base: 'Job', schema })
const one = (attribute: Attribute) => properties(scope({ a: attribute }))

t.test('translates numbers, arrays, and maps', async (t) => {
  const types: readonly (readonly [Type<unknown>, object])[] = [
    [string, { a: { type: 'string' } }],
    [bool, { a: { type: 'boolean' } }],
    [int64, { a: { type: 'number' } }],
    [number, { a: { type: 'number' } }],
    [dynamic, { a: { $ref: 'pulumi.json#/Any' } }],
    [list(int64), { as: { type: 'array', items: { type: 'number' } } }],
    [set(string), { as: { type: 'array', items: { type: 'string' } } }],
    [map(bool), { a: { type: 'object', additionalProperties: { type: 'boolean' } } }],
    [object({ b: string }), { a: { $ref: '#/types/p:index/JobA:JobA' } }],
    [singleNested({}), { a: { $ref: '#/types/p:index/JobA:JobA' } }],
    [listNested({}), { as: { type: 'array', items: { $ref: '#/types/p:index/JobA:JobA' } } }],
    [
      mapNested({}),
      { a: { type: 'object', additionalProperties: { $ref: '#/types/p:index/JobA:JobA' } } },
    ],
  ]
  for (const [type, expected] of types) t.strictSame(one(required(type, '')), expected)
})

t.test('translates descriptions, secrets, and deprecations', async (t) => {
  t.strictSame(one(required(string, 'What.')), { a: { type: 'string', description: 'What.' } })
  t.strictSame(one(computed(string, '', { sensitive: true })), {
    a: { type: 'string', secret: true },
  })
  t.strictSame(one(writeOnly(string, '')), { a: { type: 'string', secret: true } })
  t.strictSame(one(optional(string, '', { deprecated: 'Use b.' })), {
    a: { type: 'string', deprecationMessage: 'Deprecated' },
  })
})

t.test('lists the required inputs and outputs of object types', async (t) => {
  const inner = {
    given: required(string, ''),
    known: optionalComputed(string, ''),
    open: optional(string, ''),
  }
  const types = objectTypes(
    scope({
      rule: optional(listNested(inner), ''),
      returned: computed(singleNested({ part: optional(singleNested(inner), '') }), ''),
    }),
  )
  const brief = types.map(([token, { required, language }]) => ({ token, required, language }))
  t.strictSame(brief, [
    {
      token: 'p:index/JobRule:JobRule',
      required: ['given'],
      language: { nodejs: { requiredOutputs: ['given', 'known'] } },
    },
    {
      token: 'p:index/JobReturned:JobReturned',
      required: ['part'],
      language: { nodejs: { requiredInputs: [] } },
    },
    {
      token: 'p:index/JobReturnedPart:JobReturnedPart',
      required: ['given', 'known', 'open'],
      language: { nodejs: { requiredInputs: [] } },
    },
  ])
})

t.test('omits empty lists', async (t) => {
  const [all] = objectTypes(scope({ a: optional(singleNested({ b: required(string, '') }), '') }))
  const [none] = objectTypes(scope({ a: optional(singleNested({ b: optional(string, '') }), '') }))
  t.strictSame(all?.[1], {
    type: 'object',
    properties: { b: { type: 'string' } },
    required: ['b'],
  })
  t.strictSame(none?.[1], { type: 'object', properties: { b: { type: 'string' } } })
})

t.test('rejects a tuple, because its translation is unknown', async (t) => {
  const tuple = { node: { kind: 'tuple', of: [string.node] } } as const
  t.throws(() => one(required(tuple, '')), new UnbridgedTypeError('tuple'))
})
