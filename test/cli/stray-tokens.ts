import t from 'tap'
import { judgeTokens, type LiveToken } from '../../src/cli/stray-tokens.ts'

const created_at = '2026-11-24T10:00:00+00:00'
const token = (id: number | bigint, last_used: string | null = created_at): LiveToken => ({
  id,
  name: `token ${id}`,
  created_at,
  last_used,
})
const owner = (...ids: readonly string[]) => ({ file: 'a.tfstate', ids: new Set(ids) })

const cases = {
  'nothing live': { tokens: [], marks: ['ok'] },
  'all used, and no state to ask': { tokens: [token(1)], marks: ['ok'] },
  'all used and owned': { tokens: [token(1)], owner: owner('1'), marks: ['ok'] },
  'one never used': { tokens: [token(1, null), token(2)], marks: ['ok', 'note'] },
  'one not owned': { tokens: [token(1), token(2)], owner: owner('1'), marks: ['wrong'] },
  'one neither used nor owned': {
    tokens: [token(1), token(2, null)],
    owner: owner('1'),
    marks: ['wrong', 'note'],
  },
}

for (const [title, { marks, tokens, ...rest }] of Object.entries(cases))
  t.test(`judges ${title}`, async (t) => {
    const verdicts = judgeTokens(tokens, 'owner' in rest ? rest.owner : undefined)
    t.strictSame(
      verdicts.map(({ mark }) => mark),
      marks,
    )
  })

t.test('tells ids beyond 2^53 apart that are the same number to JavaScript', async (t) => {
  const [stray] = judgeTokens([token(9007199254740993n)], owner('9007199254740992'))
  t.match(stray, { mark: 'wrong', text: /a\.tfstate/ })
  t.strictSame(stray?.details, [
    `9007199254740993 "token 9007199254740993", created ${created_at}, last used ${created_at}`,
  ])
  t.match(judgeTokens([token(9007199254740993n)], owner('9007199254740993')), [{ mark: 'ok' }])
})
