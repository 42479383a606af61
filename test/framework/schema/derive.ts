import t from 'tap'
import {
  computed,
  derive,
  listNested,
  optional,
  required,
  setNested,
  string,
  writeOnly,
} from '../../../src/framework/index.ts'

t.test(
  'a data source requires the keys and computes the rest, except values that no read returns',
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

t.test('what no read returns is left out at every depth', async (t) => {
  const element = {
    name: required(string, 'N.', { replace: true }),
    password_wo: writeOnly(string, 'P.'),
    inner: optional(listNested({ a: optional(string, 'A.'), b_wo: writeOnly(string, 'B.') }), 'I.'),
  }
  const derived = derive({ id: computed(string, 'Id.'), of: optional(setNested(element), 'Of.') })
  t.same(derived.of, {
    role: 'computed',
    description: 'Of.',
    type: {
      kind: 'nested',
      nesting: 'set',
      attributes: {
        name: computed(string, 'N.'),
        inner: computed(listNested({ a: computed(string, 'A.') }), 'I.'),
      },
    },
  })
})

t.test('a nested key is configured as in the resource', async (t) => {
  const element = { name: required(string, 'N.') }
  const derived = derive({ of: required(listNested(element), 'Of.') }, ['of'])
  t.same(derived.of, required(listNested(element), 'Of.'))
})
