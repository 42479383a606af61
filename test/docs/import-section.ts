import t from 'tap'
import { ImportExampleError, importSection } from '../../src/docs/import-section.ts'
import { computed, int64, required, string } from '../../src/framework/index.ts'

const one = {
  id: computed(int64, 'Id.'),
  secret: computed(string, 'Secret.', { once: true }),
}
const path = 'import.sh'

t.test('tells the id, the command, the block, and what is null afterwards', async (t) => {
  t.equal(
    importSection({ schema: one }, { path, text: '# By id.\nterraform import a_b.c 12\n' }),
    `## Import

The import id is of the form \`<id>\`, where id is a decimal number.

\`\`\`shell
# By id.
terraform import a_b.c 12
\`\`\`

The same as an import block, in Terraform 1.5 or OpenTofu 1.6 and later:

\`\`\`terraform
import {
  to = a_b.c
  id = "12"
}
\`\`\`

After an import these are null, for they are told once: \`secret\`.`,
  )
})

t.test(
  'describes an identity of several attributes, and takes the quotes off its example',
  async (t) => {
    const schema = { project: required(int64, 'P.'), name: required(string, 'N.') }
    const resource = { schema, identity: ['project', 'name'] }
    const section = importSection(resource, { path, text: "terraform import a_b.c '12:x'\n" })
    t.match(section, 'form `<project>:<name>`, where project is a decimal number, name is text.')
    t.match(section, 'id = "12:x"')
    t.notMatch(section, 'null')
  },
)

t.test('refuses an example without the command', async (t) => {
  const example = { path, text: 'tofu import a 1\n' }
  t.throws(() => importSection({ schema: one }, example), new ImportExampleError(path))
})
