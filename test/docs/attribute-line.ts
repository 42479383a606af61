import t from 'tap'
import { attributeLine, type Place } from '../../src/docs/attribute-line.ts'
import {
  type Attribute,
  computed,
  int64,
  list,
  optional,
  optionalComputed,
  required,
  string,
  writeOnly,
} from '../../src/framework/index.ts'

const rule = { expects: '1 or greater', accepts: () => true }

const lines: readonly (readonly [string, Attribute, Partial<Place>?])[] = [
  ['- `a` (String) What it is.', required(string, 'What it is.')],
  ['- `a` (String, Sensitive) Its value.', computed(string, 'Its value.', { sensitive: true })],
  [
    '- `a` (Number) How many. Must be 1 or greater.',
    optional(int64, 'How many.', { validate: [rule] }),
  ],
  [
    '- `a` (Number) How many. Must be 1 or greater, a prime, and odd.',
    optional(int64, 'How many.', {
      validate: [rule, { ...rule, expects: 'a prime' }, { ...rule, expects: 'odd' }],
    }),
  ],
  [
    '- `a` (Number) How many. Defaults to `2`. Must be 1 or greater.',
    optionalComputed(int64, 'How many.', { default: 2, validate: [rule] }),
  ],
  [
    '- `a` (String) Its kind. Defaults to `"plain"`.',
    optionalComputed(string, 'Its kind.', { default: 'plain' }),
  ],
  [
    '- `a` (Number) Large. Defaults to `9007199254740993`.',
    optionalComputed(int64, 'Large.', { default: 9007199254740993n }),
  ],
  [
    '- `a` (List of String) All. Defaults to `[]`.',
    optionalComputed(list(string), 'All.', { default: [] }),
  ],
  [
    '- `a` (String, Deprecated) Old. **Deprecated:** Use `b`.',
    optional(string, 'Old.', { deprecated: 'Use `b`.' }),
  ],
  [
    '- `a` (String) Its name. Changing this forces replacement.',
    required(string, 'Its name.'),
    { replaces: true },
  ],
  [
    '- `a` (String) All. (see [below for nested schema](#nestedatt--a))',
    required(string, 'All.'),
    { anchor: 'nestedatt--a' },
  ],
  ['- `a` (String) One.\n\n  Two.', required(string, 'One.\n\nTwo.')],
]

t.test('describes an attribute as it is declared', async (t) => {
  for (const [line, attribute, place] of lines) {
    const text = attributeLine('a', attribute, { anchor: undefined, replaces: false, ...place })
    t.equal(text.replaceAll(/^ +$/gm, ''), line)
  }
})

t.test('links the label of a write-only attribute to its documentation', async (t) => {
  const secret = writeOnly(string, 'Secret.', { sensitive: true, deprecated: 'Use `b`.' })
  const line = attributeLine('a', secret, { anchor: undefined, replaces: false })
  t.match(line, /^- `a` \(String, Sensitive, Deprecated, \[Write-only\]\(https:[^)]+\)\) Secret\. /)
})
