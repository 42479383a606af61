import t from 'tap'
import { computed, required } from '../../../src/framework/schema/attribute.ts'
import {
  formatIdentity,
  ImportIdError,
  parseIdentity,
} from '../../../src/framework/schema/identity.ts'
import { int64, string } from '../../../src/framework/schema/type.ts'

const one = { id: computed(int64, 'Id.') }
const two = { project_id: required(int64, 'Project.'), name: required(string, 'Name.') }

t.test('an import ID is parsed and formatted without loss', async (t) => {
  for (const id of ['1', '70471823456789', '9007199254740993', '9223372036854775807'])
    t.equal(formatIdentity(['id'], parseIdentity(one, ['id'], id)), id)
  for (const id of ['7:x', '9007199254740993:a:b:c', '1: '])
    t.equal(
      formatIdentity(['project_id', 'name'], parseIdentity(two, ['project_id', 'name'], id)),
      id,
    )
})

t.test('an invalid import ID is refused with the expected format', async (t) => {
  const invalid = ['', '0', 'okta', '1.5', '-1', '0x10', '1e3', ' 1', '1 ', '01', '1:2', '+1']
  for (const id of [...invalid, '9223372036854775808', '1'.repeat(2_000_000)])
    t.throws(() => parseIdentity(one, ['id'], id), ImportIdError, id.slice(0, 20))
  for (const id of ['', '7', '7:', ':x', 'x:7'])
    t.throws(() => parseIdentity(two, ['project_id', 'name'], id), {
      message: `Invalid import ID "${id}": expected <project_id>:<name>, for example 12345:my-name.`,
    })
  t.throws(() => parseIdentity(one, ['id'], 'okta'), {
    message: 'Invalid import ID "okta": expected the object\'s numeric ID, for example 12345.',
  })
})
