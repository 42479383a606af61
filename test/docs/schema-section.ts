import t from 'tap'
import { schemaSection } from '../../src/docs/schema-section.ts'
import {
  bool,
  computed,
  list,
  object,
  optional,
  optionalComputed,
  required,
  setNested,
  singleNested,
  string,
  writeOnly,
} from '../../src/framework/index.ts'

t.test(
  'groups attributes by who sets them, sorted, with sections for what is nested',
  async (t) => {
    const inner = setNested({ z: required(string, 'Z.'), y: computed(string, 'Y.') })
    const schema = {
      id: computed(string, 'Id.'),
      b: optional(singleNested({ deep: optional(inner, 'Deep.') }), 'B.'),
      a: optionalComputed(string, 'A.'),
      name: required(string, 'Name.', { replace: true }),
    }
    t.equal(
      schemaSection({ schema }),
      `## Schema

### Required

- \`name\` (String) Name. Changing this replaces the object.

### Optional

- \`a\` (String) A.
- \`b\` (Attributes) B. (see [below for nested schema](#nestedatt--b))

### Read-Only

- \`id\` (String) Id.

<a id="nestedatt--b"></a>
### Nested Schema for \`b\`

Optional:

- \`deep\` (Attributes Set) Deep. (see [below for nested schema](#nestedatt--b--deep))

<a id="nestedatt--b--deep"></a>
### Nested Schema for \`b.deep\`

Required:

- \`z\` (String) Z.

Read-Only:

- \`y\` (String) Y.`,
    )
  },
)

t.test('calls everything within what only the API tells read-only', async (t) => {
  const told = setNested({ z: required(string, 'Z.', { replace: true }) })
  const section = schemaSection({ schema: { a: computed(told, 'A.') } })
  t.match(section, 'Read-Only:\n\n- `z` (String) Z.')
  t.notMatch(section, 'replaces')
})

t.test('names the anchors of objects as the registry does', async (t) => {
  const schema = { a: optional(list(object({ z: string })), 'A.') }
  t.match(schemaSection({ schema }), '<a id="nestedobjatt--a"></a>')
})

t.test(
  'says that any change replaces what cannot be updated, as far as a plan sees it',
  async (t) => {
    const schema = {
      kept: optional(bool, 'K.'),
      seen: writeOnly(string, 'S.'),
      told: computed(string, 'T.'),
    }
    const section = schemaSection({ schema, immutable: true })
    t.match(section, 'K. Changing this replaces the object.')
    t.notMatch(section, /[ST]\. Changing/)
  },
)

t.test('is a heading alone for a schema without attributes', async (t) => {
  t.equal(schemaSection({ schema: {} }), '## Schema')
})
