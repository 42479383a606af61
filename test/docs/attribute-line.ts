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

const rule = { expects: 'a number of 1 or more', accepts: () => true }

const lines: readonly (readonly [string, Attribute, Partial<Place>?])[] = [
  ['- `a` (String) What it is.', required(string, 'What it is.')],
  ['- `a` (String, Sensitive) Told.', computed(string, 'Told.', { sensitive: true })],
  [
    '- `a` (Number) How many. Expected: a number of 1 or more.',
    optional(int64, 'How many.', { validate: [rule] }),
  ],
  [
    '- `a` (String) Its kind. Default: `"plain"`.',
    optionalComputed(string, 'Its kind.', { default: 'plain' }),
  ],
  [
    '- `a` (Number) Large. Default: `9007199254740993`.',
    optionalComputed(int64, 'Large.', { default: 9007199254740993n }),
  ],
  [
    '- `a` (List of String) All. Default: `[]`.',
    optionalComputed(list(string), 'All.', { default: [] }),
  ],
  [
    '- `a` (String, Deprecated) Old. **Deprecated:** Use `b`.',
    optional(string, 'Old.', { deprecated: 'Use `b`.' }),
  ],
  [
    '- `a` (String) Its name. Changing this replaces the object.',
    required(string, 'Its name.'),
    { replaces: true },
  ],
  [
    '- `a` (String) All. (see [below for nested schema](#nestedatt--a))',
    required(string, 'All.'),
    { anchor: 'nestedatt--a' },
  ],
  ['- `a` (String) One.\n\n  Two.', required(string, 'One.\n\nTwo.'.replace('\n\n', '\n\n'))],
]

t.test('says of an attribute what its declaration says', async (t) => {
  for (const [line, attribute, place] of lines) {
    const text = attributeLine('a', attribute, { anchor: undefined, replaces: false, ...place })
    t.equal(text.replaceAll(/^ +$/gm, ''), line)
  }
})

t.test('marks what is seen in the configuration alone', async (t) => {
  const secret = writeOnly(string, 'Secret.', { sensitive: true })
  const line = attributeLine('a', secret, { anchor: undefined, replaces: false })
  t.match(line, /^- `a` \(String, Sensitive, \[Write-only\]\(https:[^)]+\)\) Secret\.$/)
})
