import t from 'tap'
import { type Fields, merge, type OnceRule } from '../../../src/framework/plan/merge.ts'
import { computed, optional, required, writeOnly } from '../../../src/framework/schema/attribute.ts'
import type { Schema } from '../../../src/framework/schema/schema.ts'
import {
  int64,
  listNested,
  mapNested,
  setNested,
  singleNested,
  string,
  stringWith,
} from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import type { Value } from '../../../src/framework/value/value.ts'

const token: Schema = {
  id: computed(int64, 'Id.', { stable: true }),
  name: required(string, 'Name.'),
  token_string: computed(string, 'Secret.', { once: true }),
  p_wo: writeOnly(string, 'P.'),
}
const base = { id: 1, name: 'okta', token_string: 's3', p_wo: null }
const element: Schema = {
  key: required(string, 'Key.'),
  secret: optional(string, 'Secret.'),
  id: computed(int64, 'Id.'),
}

interface Case {
  readonly schema: Schema
  readonly base: object | null
  readonly returned: Fields
  readonly onceRule?: OnceRule
  readonly state: object
}

const cases: Readonly<Record<string, Case>> = {
  'a create fills what its plan left open': {
    schema: token,
    base: { id: unknown, name: 'okta', token_string: unknown, p_wo: null },
    returned: { id: 7, token_string: 's3', name: 'okta' },
    onceRule: 'takes-once',
    state: { id: 7, name: 'okta', token_string: 's3', p_wo: null },
  },
  'fields that the schema does not name are dropped': {
    schema: token,
    base,
    returned: { account_id: 1, dbt: true },
    state: base,
  },
  'undefined keeps and null clears': {
    schema: { a: optional(string, 'A.'), b: optional(string, 'B.') },
    base: { a: 'x', b: 'y' },
    returned: { a: undefined, b: null },
    state: { a: 'x', b: null },
  },
  'a read keeps the secret that the API does not return': {
    schema: token,
    base,
    returned: { id: 1, name: 'new', token_string: null },
    state: { ...base, name: 'new' },
  },
  'a write-only value is never stored': {
    schema: token,
    base,
    returned: { p_wo: 'secret' },
    state: base,
  },
  'text that means the same keeps the stored text': {
    schema: {
      j: required(
        stringWith((a, b) => a.trim() === b.trim()),
        'J.',
      ),
    },
    base: { j: '{}' },
    returned: { j: ' {} ' },
    state: { j: '{}' },
  },
  'text that means the same in another form of Unicode keeps the stored text, too': {
    schema: {
      j: required(
        stringWith((a, b) => a.trim() === b.trim()),
        'J.',
      ),
    },
    base: { j: '\u00e9' },
    returned: { j: ' e\u0301' },
    state: { j: '\u00e9' },
  },
  'an object is overlaid field by field': {
    schema: { of: required(singleNested(element), 'Of.') },
    base: { of: { key: 'a', secret: 's', id: unknown } },
    returned: { of: { key: 'a', id: 4 } },
    state: { of: { key: 'a', secret: 's', id: 4 } },
  },
  'elements of a list are overlaid by position': {
    schema: { of: required(listNested(element), 'Of.') },
    base: { of: [{ key: 'a', secret: 's', id: 1 }] },
    returned: {
      of: [
        { key: 'a', id: 1 },
        { key: 'b', id: 2 },
      ],
    },
    state: {
      of: [
        { key: 'a', secret: 's', id: 1 },
        { key: 'b', secret: null, id: 2 },
      ],
    },
  },
  'a value that a list leaves out never moves to the next element': {
    schema: { of: required(listNested(element), 'Of.') },
    base: {
      of: [
        { key: 'a', secret: 's', id: 1 },
        { key: 'b', secret: 't', id: 2 },
      ],
    },
    returned: { of: [{ key: 'b', id: 2 }] },
    state: { of: [{ key: 'b', secret: null, id: 2 }] },
  },
  'nor to an element that another one is told from by what never changes': {
    schema: {
      of: required(listNested({ ...element, id: computed(int64, 'Id.', { stable: true }) }), 'Of.'),
    },
    base: { of: [{ key: 'a', secret: 's', id: 1 }] },
    returned: { of: [{ key: 'a', id: 2 }] },
    state: { of: [{ key: 'a', secret: null, id: 2 }] },
  },
  'nor within an element of a list': {
    schema: { of: required(listNested({ inner: required(listNested(element), 'I.') }), 'Of.') },
    base: { of: [{ inner: [{ key: 'a', secret: 's', id: 1 }] }] },
    returned: { of: [{ inner: [{ key: 'b', id: 1 }] }] },
    state: { of: [{ inner: [{ key: 'b', secret: null, id: 1 }] }] },
  },
  'nor to an element of a set that says another thing': {
    schema: { of: required(setNested(element), 'Of.') },
    base: { of: [{ key: 'a', secret: 's', id: 1 }] },
    returned: { of: [{ key: 'b', id: 1 }] },
    state: { of: [{ key: 'b', secret: null, id: 1 }] },
  },
  'elements of a set are overlaid by what they say': {
    schema: { of: required(setNested(element), 'Of.') },
    base: {
      of: [
        { key: 'a', secret: 's', id: unknown },
        { key: 'b', secret: 't', id: unknown },
      ],
    },
    returned: {
      of: [
        { key: 'b', id: 2 },
        { key: 'a', id: 1 },
      ],
    },
    state: {
      of: [
        { key: 'b', secret: 't', id: 2 },
        { key: 'a', secret: 's', id: 1 },
      ],
    },
  },
  'elements of a map are overlaid by key': {
    schema: { of: required(mapNested(element), 'Of.') },
    base: { of: { x: { key: 'a', secret: 's', id: 1 } } },
    returned: { of: { x: { id: 5 }, y: { key: 'b', id: 2 } } },
    state: {
      of: { x: { key: 'a', secret: 's', id: 5 }, y: { key: 'b', secret: null, id: 2 } },
    },
  },
  'an object that the API does not know any more is null': {
    schema: { of: optional(singleNested(element), 'Of.') },
    base: { of: { key: 'a', secret: 's', id: 1 } },
    returned: { of: null },
    state: { of: null },
  },
}

for (const [title, it] of Object.entries(cases))
  t.test(title, async (t) => {
    // The cases are written as plain objects, which is what values are.
    const result = merge(it.schema, it.base as Value, [it.returned, it.onceRule ?? 'keeps-once'])
    t.same(result, it.state)
  })

t.test('what is not of the declared shape is left for the codec to refuse', async (t) => {
  const schema: Schema = {
    one: optional(singleNested(element), 'One.'),
    many: optional(listNested(element), 'Many.'),
    keyed: optional(mapNested(element), 'Keyed.'),
  }
  t.same(merge(schema, null, [{ one: 'x', many: 5, keyed: true }, 'takes-once']), {
    one: 'x',
    many: 5,
    keyed: true,
  })
})
