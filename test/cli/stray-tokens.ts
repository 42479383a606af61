import t from 'tap'
import { type ExistingToken, judgeTokens } from '../../src/cli/stray-tokens.ts'

const now = new Date('2026-11-26T12:00:00Z')
const created_at = '2026-11-24T10:00:00+00:00'

const token = (id: number | bigint, other: Partial<ExistingToken> = {}): ExistingToken => ({
  id,
  name: `token ${id}`,
  created_at,
  last_used: created_at,
  ...other,
})
const idle = { last_used: null }
const own = (...ids: readonly string[]) => ({ file: 'a.tfstate', ids: new Set(ids) })

const cases = {
  'no tokens': { tokens: [], marks: ['ok'] },
  'all used, without a state': { tokens: [token(1)], marks: ['ok'] },
  'all used and owned': { tokens: [token(1)], owner: own('1'), marks: ['ok'] },
  'one never used': { tokens: [token(1, idle), token(2)], marks: ['ok', 'note'] },
  'one not owned': { tokens: [token(1), token(2)], owner: own('1'), marks: ['wrong'] },
  'one neither used nor owned': {
    tokens: [token(1), token(2, idle)],
    owner: own('1'),
    marks: ['wrong', 'note'],
  },
}

for (const [title, { marks, tokens, ...rest }] of Object.entries(cases))
  t.test(`judges ${title}`, async (t) => {
    const owner = 'owner' in rest ? rest.owner : undefined
    t.strictSame(
      judgeTokens(tokens, { owner, now }).map(({ mark }) => mark),
      marks,
    )
  })

const recent: Readonly<Record<string, string | null>> = {
  'minutes old': '2026-11-26T11:55:00+00:00',
  'minutes old, without a zone': '2026-11-26T11:55:00.123456',
  'minutes old, in another zone': '2026-11-26 13:55:00+0200',
  'made by a clock that is ahead': '2026-11-26T12:05:00Z',
  'of an unknown age': null,
  'of an age that cannot be read': '\u001b[2Jyesterday',
}

for (const [title, created_at] of Object.entries(recent))
  t.test(`advises neither deletion nor import of a token ${title}`, async (t) => {
    const tokens = [token(1, { created_at, last_used: null })]
    const verdicts = judgeTokens(tokens, { owner: own(), now })
    t.strictSame(
      verdicts.map(({ mark }) => mark),
      ['note', 'note'],
    )
    for (const { text } of verdicts) t.notMatch(text, /delete|import/i)
  })

t.test('distinguishes IDs beyond 2^53 that are the same number in JavaScript', async (t) => {
  const tokens = [token(9007199254740993n)]
  const [stray] = judgeTokens(tokens, { owner: own('9007199254740992'), now })
  t.match(stray, { mark: 'wrong', text: /a\.tfstate/ })
  t.strictSame(stray?.details, [
    `9007199254740993 "token 9007199254740993", created ${created_at}, last used ${created_at}`,
  ])
  t.match(judgeTokens(tokens, { owner: own('9007199254740993'), now }), [{ mark: 'ok' }])
})

t.test('puts what is not a time in quotes', async (t) => {
  const [, note] = judgeTokens([token(1, { created_at: 'ok  token  Fine', last_used: null })], {
    owner: undefined,
    now,
  })
  t.match(note?.details, ['1 "token 1", created "ok token Fine", never used'])
})
