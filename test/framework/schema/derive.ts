import t from 'tap'
import {
  computed,
  derive,
  optional,
  required,
  string,
  writeOnly,
} from '../../../src/framework/index.ts'

t.test(
  'a data source asks for the keys and tells the rest, but what no read can tell',
  async (t) => {
    const schema = {
      id: computed(string, 'Id.', { stable: true }),
      name: required(string, 'Name.', { replace: true }),
      note: optional(string, 'Note.', { sensitive: true }),
      token_string: computed(string, 'Secret.', { once: true }),
      password_wo: writeOnly(string, 'Password.'),
    }
    const { node } = string
    t.same(derive(schema, ['name']), {
      id: { role: 'computed', type: node, description: 'Id.' },
      name: { role: 'required', type: node, description: 'Name.' },
      note: { role: 'computed', type: node, description: 'Note.', sensitive: true },
    })
  },
)
