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

t.test('an import id is read and written without loss', async (t) => {
  for (const id of [
    '1',
    '0',
    '70471823456789',
    '9007199254740993',
    '123456789012345678901234567890',
  ])
    t.equal(formatIdentity(['id'], parseIdentity(one, ['id'], id)), id)
  for (const id of ['7:x', '9007199254740993:a:b:c', '0: '])
    t.equal(
      formatIdentity(['project_id', 'name'], parseIdentity(two, ['project_id', 'name'], id)),
      id,
    )
})

t.test('an id of the wrong form is refused and the form expected is said', async (t) => {
  for (const id of ['', 'okta', '1.5', '-1', '0x10', '1e3', ' 1', '1 ', '01', '1:2', '+1'])
    t.throws(() => parseIdentity(one, ['id'], id), ImportIdError, id)
  for (const id of ['', '7', '7:', ':x', 'x:7'])
    t.throws(() => parseIdentity(two, ['project_id', 'name'], id), {
      message:
        'The import id must be of the form <project_id>:<name>, where project_id is a decimal number, name is text.',
    })
})
