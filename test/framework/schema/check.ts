import t from 'tap'
import {
  computed,
  optional,
  optionalComputed,
  required,
  writeOnly,
} from '../../../src/framework/schema/attribute.ts'
import { checkProvider, DeclarationError } from '../../../src/framework/schema/check.ts'
import { provider } from '../../../src/framework/schema/provider.ts'
import { declare } from '../../../src/framework/schema/resource.ts'
import type { Schema } from '../../../src/framework/schema/schema.ts'
import {
  dynamic,
  list,
  listNested,
  map,
  object,
  set,
  setNested,
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

const bad: readonly (readonly [string, Schema, string])[] = [
  [
    'a secret told once inside a nested attribute',
    { a: optional(listNested({ s: computed(string, 'S.', { once: true }) }), 'A.') },
    'thing.a.s: only an attribute of the object itself',
  ],
  [
    'a list of texts with an equality of their own',
    { a: optional(list(stringWith(() => true)), 'A.') },
    'thing.a: a text with an equality of its own',
  ],
  [
    'such a text in an object',
    { a: optional(map(object({ t: stringWith(() => true) })), 'A.') },
    'thing.a: a text with an equality of its own',
  ],
  ['a name with capitals', { Name: optional(string, 'N.') }, 'thing.Name: not a name'],
  [
    'a name that JavaScript gives a meaning',
    { ['__proto__']: optional(string, 'N.') },
    'thing.__proto__: not a name',
  ],
  ['a name that Terraform keeps', { count: optional(string, 'N.') }, 'thing.count: a name that'],
  ['a description that is no sentence', { a: optional(string, 'A') }, 'thing.a: its description'],
  [
    'a configured attribute told once',
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
    'a fault in a nested attribute',
    { a: optional(listNested({ B: optional(string, 'B.') }), 'A.') },
    'thing.a.B: not a name',
  ],
]

for (const [title, schema, fault] of bad)
  t.test(`${title} is refused before a host sees it`, async (t) => {
    const error = t.throws(() => checkProvider(of(thing(schema))), DeclarationError)
    t.match(String(error), fault)
  })

t.test('an identity that the schema does not have is refused', async (t) => {
  t.throws(() => checkProvider(of(thing({}, ['project_id']))), { message: /names project_id/ })
})

t.test('a type declared twice is refused', async (t) => {
  t.throws(() => checkProvider(of(thing({}), thing({}))), {
    message: /thing: declared as a resource twice/,
  })
})

t.test('a good declaration passes', async (t) => {
  const good = {
    count_of: optional(string, 'N.'),
    a: optionalComputed(string, 'A.', { default: 'x' }),
    d: optional(dynamic, 'D.'),
    s: optional(setNested({ count: optional(string, 'C.') }), 'S.'),
  }
  t.doesNotThrow(() => checkProvider(of(thing(good))))
})
