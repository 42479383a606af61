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
  'groups attributes by role, sorted by name, with a section for each nested schema',
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

- \`name\` (String) Name. Changing this forces replacement.

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

t.test('lists everything within a read-only attribute as read-only', async (t) => {
  const nested = setNested({ z: required(string, 'Z.', { replace: true }) })
  const section = schemaSection({ schema: { a: computed(nested, 'A.') } })
  t.match(section, 'Read-Only:\n\n- `z` (String) Z.')
  t.notMatch(section, 'forces')
})

t.test('names anchors and groups of object types as tfplugindocs does', async (t) => {
  const inner = object({ y: string })
  const schema = { a: optional(list(object({ z: inner })), 'A.') }
  const section = schemaSection({ schema })
  t.match(section, '<a id="nestedatt--a"></a>')
  t.match(
    section,
    'Optional:\n\n- `z` (Object) (see [below for nested schema](#nestedobjatt--a--z))',
  )
  t.match(section, '<a id="nestedobjatt--a--z"></a>\n### Nested Schema for `a.z`\n\nOptional:')
})

t.test('notes which versions support write-only attributes, once above their group', async (t) => {
  const schema = { a: writeOnly(string, 'A.'), b: writeOnly(string, 'B.') }
  const section = schemaSection({ schema })
  t.match(section, /### Optional\n\n> \*\*NOTE\*\*: .*\n\n- `a`/)
  t.equal(section.split('**NOTE**').length, 2)
})

t.test(
  'says that each change forces replacement without an update, unless no plan shows it',
  async (t) => {
    const schema = {
      kept: optional(bool, 'K.'),
      seen: writeOnly(string, 'S.'),
      returned: computed(string, 'R.'),
    }
    const section = schemaSection({ schema, immutable: true })
    t.match(section, 'K. Changing this forces replacement.')
    t.notMatch(section, /[SR]\. Changing/)
  },
)

t.test('is a heading alone for a schema without attributes', async (t) => {
  t.equal(schemaSection({ schema: {} }), '## Schema')
})
