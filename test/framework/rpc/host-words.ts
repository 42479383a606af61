import t from 'tap'
import {
  computed,
  declare,
  listNested,
  optional,
  provider,
  string,
} from '../../../src/framework/index.ts'
import { inHostWords } from '../../../src/framework/rpc/host-words.ts'
import { startSession } from '../../../src/framework/rpc/session.ts'
import type { HostName } from '../../../src/framework/schema/provider.ts'

const refuse = async () => {
  throw new Error('not expected')
}

const { resource } = declare<object>()

const corner = provider({
  name: 'corner',
  version: '0.0.0',
  description: 'Words.',
  schema: { account_id: optional(string, 'A.'), token: optional(string, 'T.') },
  configure: () => ({}),
  isAbsent: () => false,
  resources: [
    resource('user_group', {
      description: 'G.',
      schema: {
        id: computed(string, 'Id.'),
        all_rows: computed(listNested({ first_name2_x: computed(string, 'N.') }), 'R.'),
      },
      create: refuse,
      read: refuse,
      delete: refuse,
    }),
  ],
  dataSources: [],
})

const wordsOf = (host: HostName) => {
  const session = startSession(corner, () => {}, 'hosted')
  session.host = host
  return inHostWords(session)
}

const texts = {
  'Check account_id, and token.': 'Check accountId, and token.',
  'Check account_id.': 'Check accountId.',
  '`account_id` and (all_rows) and first_name2_x': '`accountId` and (allRows) and firstName2X',
  'all_rows[0].first_name2_x: invalid': 'allRows[0].firstName2X: invalid',
  'dbt Cloud returned: "account_id \\" account_id"; account_id':
    'dbt Cloud returned: "account_id \\" account_id"; accountId',
  'GET https://x.test/account_id/account_id?account_id=1': undefined,
  'my_account_id, account_ids, DBT_CLOUD_ACCOUNT_ID, corner_user_group': undefined,
  '': undefined,
}

for (const [text, pulumi = text] of Object.entries(texts))
  t.test(`names are those of the host in: ${text}`, async (t) => {
    t.equal(wordsOf('pulumi')(text), pulumi)
    t.equal(wordsOf('terraform')(text), text)
  })
