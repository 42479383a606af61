import t from 'tap'
import { ImportExampleError, importSection } from '../../src/docs/import-section.ts'
import { computed, int64, required, string } from '../../src/framework/index.ts'

const one = {
  id: computed(int64, 'Id.'),
  secret: computed(string, 'Secret.', { once: true }),
}
const path = 'import.sh'

t.test('shows the import block and the command, and lists what is null after import', async (t) => {
  t.equal(
    importSection({ schema: one }, { path, text: '# By ID.\nterraform import a_b.c 12\n' }),
    `## Import

Import is supported using the following syntax:

In Terraform v1.5.0 and later, use an [\`import\` block](https://developer.hashicorp.com/terraform/language/import) with the \`id\` attribute:

\`\`\`terraform
import {
  to = a_b.c
  id = "12"
}
\`\`\`

In any version, use the [\`terraform import\` command](https://developer.hashicorp.com/terraform/cli/commands/import):

\`\`\`shell
# By ID.
terraform import a_b.c 12
\`\`\`

The API returns these attributes only on creation, so they are null after import: \`secret\`.`,
  )
})

t.test(
  'shows the format of an ID with several parts, and removes the quotes of its example',
  async (t) => {
    const schema = { project: required(int64, 'P.'), name: required(string, 'N.') }
    const resource = { schema, identity: ['project', 'name'] }
    const section = importSection(resource, { path, text: "terraform import a_b.c '12:x'\n" })
    t.match(section, 'The import ID has the format `<project>:<name>`.')
    t.match(section, 'id = "12:x"')
    t.notMatch(section, 'null')
  },
)

t.test('rejects an example without the command', async (t) => {
  const example = { path, text: 'tofu import a 1\n' }
  t.throws(() => importSection({ schema: one }, example), new ImportExampleError(path))
})
