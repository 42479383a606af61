import t from 'tap'
import { checkProvider } from '../../../src/framework/plan/check-provider.ts'
import {
  computed,
  optional,
  optionalComputed,
  required,
} from '../../../src/framework/schema/attribute.ts'
import { DeclarationError } from '../../../src/framework/schema/check.ts'
import type { AnyProvider } from '../../../src/framework/schema/provider.ts'
import type { Attribute, Schema, Type } from '../../../src/framework/schema/schema.ts'
import {
  dynamic,
  int64,
  list,
  listNested,
  number,
  singleNested,
  string,
} from '../../../src/framework/schema/type.ts'

const provider = (schema: Schema): AnyProvider => ({
  name: 'corner',
  version: '0.0.0',
  description: 'Corner.',
  schema: {},
  configure: () => null,
  isAbsent: () => false,
  resources: [
    {
      type: 'thing',
      description: 'A thing.',
      schema: { id: computed(string, 'Id.'), ...schema },
      create: async () => ({}),
      read: async () => ({}),
      delete: async () => {},
    },
  ],
  dataSources: [],
})

const element = { a: required(string, 'A.'), b: computed(string, 'B.') }

/** An attribute with a default that its type would not allow. */
const withDefault = (type: Type<unknown>, value: unknown, flags: object = {}): Attribute => ({
  ...optionalComputed(type, 'A.'),
  ...flags,
  default: value,
})

const short = {
  validate: [{ expects: 'at most 3 characters', accepts: (it: string) => it.length < 4 }],
}

const bad: readonly (readonly [title: string, attribute: Attribute, fault: RegExp])[] = [
  [
    'of another type',
    withDefault(int64, 'seven'),
    /a: its default: expected a whole number, found a string/,
  ],
  ['with a fraction', withDefault(int64, 1.5), /expected a whole number/],
  [
    'beyond 64 bits',
    withDefault(int64, 2n ** 63n),
    /Expected a number from -9223372036854775808 to/,
  ],
  ['that is not finite', withDefault(number, Number.NaN), /expected a number/],
  ['with a null element', withDefault(list(string), ['a', null]), /a\[1\] is null/],
  ['without what is required', withDefault(singleNested(element), {}), /a.a must be set/],
  [
    'with what the provider sets',
    withDefault(singleNested(element), { a: 'x', b: 'y' }),
    /sets a.b/,
  ],
  [
    'with a foreign attribute',
    withDefault(singleNested(element), { a: 'x', c: 1 }),
    /no such attribute/,
  ],
  [
    'that a rule refuses',
    withDefault(string, 'long one', short),
    /Expected at most 3 characters, got "long one"/,
  ],
  [
    'that is secret and refused',
    withDefault(string, 'hunter2', { ...short, sensitive: true }),
    /got a sensitive value/,
  ],
  [
    'deeper in a list',
    optional(listNested({ n: withDefault(int64, 'x') }), 'A.'),
    /thing.a.n: its default/,
  ],
]

for (const [title, attribute, fault] of bad)
  t.test(`a default ${title} is refused before a host sees it`, async (t) => {
    const error = t.throws(() => checkProvider(provider({ a: attribute })), DeclarationError)
    t.match(String(error), fault)
    t.notMatch(String(error), /hunter2/)
  })

t.test('a default that could be configured passes, with the rest left out', async (t) => {
  const good = {
    a: withDefault(singleNested(element), { a: 'x' }),
    b: withDefault(dynamic, { any: ['thing'] }),
    c: withDefault(list(string), []),
  }
  t.doesNotThrow(() => checkProvider(provider(good)))
})

t.test('other faults of a declaration are refused with them', async (t) => {
  const schema = { a: optional(string, 'no sentence'), b: withDefault(int64, 'x') }
  const error = t.throws(() => checkProvider(provider(schema)), DeclarationError)
  t.match(String(error), /thing.a: its description[^]*thing.b: its default/)
})
