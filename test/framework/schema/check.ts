import t from 'tap'
import {
  computed,
  optional,
  optionalComputed,
  required,
  writeOnly,
} from '../../../src/framework/schema/attribute.ts'
import { checkDeclarations } from '../../../src/framework/schema/check.ts'
import { provider } from '../../../src/framework/schema/provider.ts'
import { declare } from '../../../src/framework/schema/resource.ts'
import type { Schema, Type } from '../../../src/framework/schema/schema.ts'
import {
  dynamic,
  int64,
  list,
  listNested,
  map,
  mapNested,
  nullable,
  number,
  object,
  set,
  setNested,
  singleNested,
  string,
  stringWith,
} from '../../../src/framework/schema/type.ts'

const { resource, dataSource } = declare<null>()

const thing = (schema: Schema, identity?: readonly string[]) =>
  resource<Schema, string>('thing', {
    description: 'A thing.',
    schema: { id: computed(string, 'Id.'), ...schema },
    ...(identity ? { identity } : {}),
    create: async () => ({}),
    read: async () => ({}),
    delete: async () => {},
  })

const of = (...resources: ReturnType<typeof thing>[]) =>
  provider({
    name: 'corner',
    version: '0.0.0',
    description: 'Corner.',
    schema: { token: optional(string, 'Token.') },
    configure: () => null,
    isAbsent: () => false,
    resources,
    dataSources: [
      dataSource('thing', {
        description: 'A thing.',
        schema: { id: required(string, 'Id.') },
        read: async () => ({}),
      }),
    ],
  })

const nestings: readonly ((of: Schema) => Type<unknown>)[] = [
  singleNested,
  listNested,
  mapNested,
  setNested,
]

const bad: readonly (readonly [string, Schema, string])[] = [
  [
    'a nested attribute that is returned only once',
    { a: optional(listNested({ s: computed(string, 'S.', { once: true }) }), 'A.') },
    'thing.a.s: only a top-level attribute',
  ],
  [
    'a list of texts with an equality of their own',
    { a: optional(list(stringWith(() => true)), 'A.') },
    'thing.a: a text type with its own equality',
  ],
  [
    'such a text in an object',
    { a: optional(map(object({ t: stringWith(() => true) })), 'A.') },
    'thing.a: a text type with its own equality',
  ],
  ['a name with capitals', { Name: optional(string, 'N.') }, 'thing.Name: invalid'],
  [
    'a name that JavaScript gives a meaning',
    { ['__proto__']: optional(string, 'N.') },
    'thing.__proto__: the name of a member of every JavaScript object',
  ],
  ['a name that Terraform keeps', { count: optional(string, 'N.') }, 'thing.count: a name that'],
  ['a description that is no sentence', { a: optional(string, 'A') }, 'thing.a: its description'],
  [
    'a configured attribute with `once`',
    { a: optional(string, 'A.', { once: true }) },
    'thing.a: only a computed',
  ],
  [
    'a default that the provider may not plan',
    { a: { ...optional(string, 'A.'), default: 'x' } },
    'thing.a: only an optional',
  ],
  ['a set of dynamic values', { a: optional(set(dynamic), 'A.') }, 'thing.a: a set cannot'],
  [
    'a set of lists of dynamic values',
    { a: optional(set(list(dynamic)), 'A.') },
    'thing.a: a set cannot',
  ],
  [
    'a write-only value in a set',
    { a: optional(setNested({ p: writeOnly(string, 'P.') }), 'A.') },
    'thing.a.p: a set cannot',
  ],
  [
    'another name that JavaScript gives a meaning',
    { constructor: optional(string, 'N.') },
    'thing.constructor: the name of a member of every JavaScript object',
  ],
  ...nestings.map((nested): (typeof bad)[number] => [
    'a write-only value anywhere below a set',
    { a: optional(setNested({ b: optional(nested({ p: writeOnly(string, 'P.') }), 'B.') }), 'A.') },
    'thing.a.b.p: a set cannot contain a write-only value',
  ]),
  [
    'a write-only value in a set that is itself in a list',
    {
      a: optional(
        listNested({ b: optional(setNested({ p: writeOnly(string, 'P.') }), 'B.') }),
        'A.',
      ),
    },
    'thing.a.b.p: a set cannot contain a write-only value',
  ],
  [
    'a dynamic value anywhere below a set',
    {
      a: optional(
        setNested({ b: optional(singleNested({ d: optional(dynamic, 'D.') }), 'B.') }),
        'A.',
      ),
    },
    'thing.a.b.d: a set cannot contain a dynamic value',
  ],
  [
    'a dynamic value in an object in a set',
    { a: optional(set(object({ d: list(dynamic) })), 'A.') },
    'thing.a: a set cannot contain a dynamic value',
  ],
  [
    'a write-only value that would replace',
    { a: writeOnly(string, 'A.', { replace: true }) },
    'thing.a: a write-only value is never compared',
  ],
  [
    'a default of null',
    { a: { ...optionalComputed(string, 'A.'), default: null } },
    'thing.a: a default is not null',
  ],
  [
    'a stable value of the user',
    { a: required(string, 'A.', { stable: true }) },
    'thing.a: `stable` requires',
  ],
  [
    'a rule for a computed value',
    { a: computed(string, 'A.', { validate: [{ expects: 'x', accepts: () => true }] }) },
    'thing.a: a computed attribute cannot have a `validate` rule',
  ],
  [
    'an attribute whose type is nullable',
    { a: required(nullable(string), 'A.') },
    'thing.a: only an element',
  ],
  [
    'a nested attribute in a plain list',
    { a: optional(list(singleNested({ b: optional(string, 'B.') })), 'A.') },
    'thing.a: a nested attribute cannot be an element',
  ],
  [
    'a fault in a nested attribute',
    { a: optional(listNested({ B: optional(string, 'B.') }), 'A.') },
    'thing.a.B: invalid',
  ],
]

for (const [title, schema, fault] of bad)
  t.test(`${title} is rejected before a host receives it`, async (t) => {
    const [found, ...others] = checkDeclarations(of(thing(schema)))
    t.match(found, fault)
    t.same(others, [])
  })

t.test('an identity that the schema does not have is refused', async (t) => {
  t.match(checkDeclarations(of(thing({}, ['project_id']))), [/names project_id/])
})

const identities: readonly (readonly [
  title: string,
  schema: Schema,
  names: readonly string[],
  fault: string,
])[] = [
  [
    'of a number',
    { size: required(number, 'S.') },
    ['size'],
    'thing.size: an identity is made of strings and integers',
  ],
  [
    'of a nested attribute',
    { n: required(singleNested({}), 'N.') },
    ['n'],
    'thing.n: an identity is made of',
  ],
  [
    'of a write-only value',
    { p: writeOnly(string, 'P.') },
    ['p'],
    'thing.p: an identity cannot be write-only',
  ],
  [
    'of a sensitive value',
    { key: required(string, 'K.', { sensitive: true }) },
    ['key'],
    'thing.key: an identity cannot be sensitive',
  ],
  ['of nothing', {}, [], 'thing: its identity names no attribute'],
  ['of one attribute twice', {}, ['id', 'id'], 'thing: its identity names id twice'],
  ['of what every object has', {}, ['constructor'], 'thing: its identity names constructor, which'],
  [
    'of several parts whose id is an integer',
    { id: computed(int64, 'Id.'), a: required(string, 'A.'), b: required(int64, 'B.') },
    ['a', 'b'],
    'thing.id: an id made of a and b is a string, not an int64',
  ],
]

for (const [title, schema, names, fault] of identities)
  t.test(`an identity ${title} is refused`, async (t) => {
    t.match(checkDeclarations(of(thing(schema, names))), [fault])
  })

/** What only a resource may say. */
const planned: Schema = {
  a: optional(singleNested({ p: writeOnly(string, 'P.') }), 'A.'),
  b: required(string, 'B.', { replace: true }),
  c: optionalComputed(string, 'C.', { default: 'x' }),
}

t.test('what only a resource may say is refused elsewhere', async (t) => {
  const provider = of(thing({}))
  const elsewhere = {
    ...provider,
    schema: planned,
    dataSources: provider.dataSources.map((source) => ({ ...source, schema: planned })),
  }
  t.match(checkDeclarations(elsewhere), [
    'provider.a.p: only a resource has write-only attributes',
    'provider.b: `replace`, `stable`, `once`, and a default are valid only in a resource',
    'provider.c: `replace`, `stable`, `once`, and a default are valid only in a resource',
    'provider.c: a provider cannot have computed attributes',
    'data.thing.a.p: only a resource has write-only attributes',
    'data.thing.b: `replace`, `stable`, `once`, and a default are valid only in a resource',
    'data.thing.c: `replace`, `stable`, `once`, and a default are valid only in a resource',
  ])
  t.same(checkDeclarations(of(thing(planned))), [])
})

t.test('a type without a name for Terraform is refused', async (t) => {
  const resources = of(thing({})).resources.map((one) => ({ ...one, type: 'a-thing' }))
  t.match(checkDeclarations({ ...of(), resources }), ['a-thing: invalid resource name'])
})

const reserved = ['alias', 'count', 'depends_on', 'for_each', 'source', 'version']

t.test('names that Terraform reserves in a provider block are refused', async (t) => {
  const schema = Object.fromEntries(reserved.map((name) => [name, optional(string, 'A.')]))
  t.same(
    checkDeclarations({ ...of(), schema }),
    reserved.map((name) => `provider.${name}: a name that Terraform reserves`),
  )
})

const upgrade = { 0: () => ({}), 1: () => ({}) }

const versions: readonly (readonly [declared: object, fault: string])[] = [
  [{ version: -1 }, 'thing: its version is a whole number from 0, not -1'],
  [{ version: 1.5 }, 'thing: its version is a whole number from 0, not 1.5'],
  [{ version: Number.NaN }, 'thing: its version is a whole number from 0, not NaN'],
  [{ version: 1, upgrade }, 'thing: an upgrade from version 1, but the version is 1'],
  [{ upgrade: { 0: () => ({}) } }, 'thing: an upgrade from version 0, but the version is 0'],
]

for (const [declared, fault] of versions)
  t.test(`a state version is refused: ${fault}`, async (t) => {
    t.same(checkDeclarations(of({ ...thing({}), ...declared })), [fault])
  })

t.test('upgrades from all versions before the current one pass', async (t) => {
  t.same(checkDeclarations(of({ ...thing({}), version: 2, upgrade })), [])
})

t.test('a type declared twice is refused', async (t) => {
  t.match(checkDeclarations(of(thing({}), thing({}))), [/thing: declared as a resource twice/])
})

t.test('a good declaration passes', async (t) => {
  const good = {
    count_of: optional(string, 'N.'),
    a: optionalComputed(string, 'A.', { default: 'x' }),
    d: optional(dynamic, 'D.'),
    s: optional(setNested({ count: optional(string, 'C.') }), 'S.'),
  }
  t.same(checkDeclarations(of(thing(good))), [])
})
