import t from 'tap'
import { lifecycle } from '../../core/lifecycle.ts'
import { asked, startCloud, TOKEN } from '../fixture.ts'

const tokensPath = '/api/v3/accounts/1/scim-config/tokens/'
const type = 'dbtcloud_scim_config_token'

t.test('keeps the value, which is returned only once, until the token is deleted', async (t) => {
  const { core, emulator } = await startCloud(t)
  emulator.setNextId(9007199254740993n)
  await lifecycle(
    t,
    [core, type],
    [
      {
        config: { name: 'okta' },
        expect: {
          action: 'create',
          state: { id: 9007199254740993n, name: 'okta', token_string: /^dbts_/, last_used: null },
        },
      },
      {
        title: 'sends the name and nothing else',
        event: (t) => {
          const post = emulator.requests.find(({ method }) => method === 'POST')
          t.same(post?.body, { name: 'okta' })
        },
      },
      {
        title: 'is used',
        event: () => emulator.tokens(1).markUsed(9007199254740993n),
      },
      {
        title: 'a token that was used proposes nothing, and its value stays',
        config: { name: 'okta' },
        expect: { action: 'no-op', state: { token_string: /^dbts_/, last_used: /^20/ } },
      },
      {
        title: 'a rename replaces because of the name',
        config: { name: 'entra' },
        expect: { action: 'replace', replaces: ['name'], state: { id: 9007199254740994n } },
      },
      {
        import: ({ id }) => String(id),
        ignore: ['token_string'],
        expect: { state: { token_string: null } },
      },
      {
        title: 'is deleted elsewhere, more than a minute later',
        event: () => {
          emulator.advance(61_000)
          emulator.tokens(1).remove(9007199254740994n)
        },
      },
      { refresh: true, expect: { state: null } },
      { config: { name: 'entra' }, expect: { action: 'create' } },
      {
        title: 'is renamed elsewhere',
        event: () => emulator.tokens(1).rename(9007199254740995n, 'x'),
      },
      { config: { name: 'entra' }, expect: { action: 'replace', replaces: ['name'] } },
      { destroy: true },
    ],
  )
  t.same(emulator.tokens(1).list(), [], 'no token is left')
})

const wrongIds: Readonly<Record<string, RegExp>> = {
  okta: /Invalid import ID "okta": expected the object's numeric ID, for example 12345/,
  '12.5': /Invalid import ID "12.5"/,
  '999': /No dbtcloud_scim_config_token with the ID "999" exists/,
}

for (const [id, error] of Object.entries(wrongIds))
  t.test(`an import of ${id} says what is expected`, async (t) => {
    const { core } = await startCloud(t)
    await lifecycle(t, [core, type], [{ import: id, expect: { error } }])
  })

t.test('an account without SCIM is an error', async (t) => {
  const { core } = await startCloud(t, { accounts: [{ id: 1, token: TOKEN, scim: false }] })
  const error = /SCIM comes with dbt's Enterprise plans: check that account_id/
  await lifecycle(t, [core, type], [{ config: { name: 'okta' }, expect: { error } }])
})

t.test('an empty name is refused before anything is asked', async (t) => {
  const { core, emulator } = await startCloud(t)
  const error = /Expected a non-empty name .*, got ""/
  await lifecycle(t, [core, type], [{ config: { name: '' }, expect: { error } }])
  t.same(asked(emulator), [])
})

t.test(
  'a token that cannot be deleted after a lost answer is kept, tainted and replaced',
  async (t) => {
    const { core, emulator } = await startCloud(t)
    emulator.fail({ method: 'POST', path: tokensPath }, { commit: 'now', status: 500 })
    const stuck = emulator.fail(
      { method: 'DELETE' },
      { status: 400, times: Number.POSITIVE_INFINITY },
    )
    await lifecycle(
      t,
      [core, type],
      [
        {
          config: { name: 'okta' },
          expect: { error: /DELETE/, tainted: true, state: { name: 'okta', token_string: null } },
        },
        { title: 'can be deleted again', event: () => stuck.release() },
        {
          config: { name: 'okta' },
          expect: { action: 'replace', state: { token_string: /^dbts_/ } },
        },
      ],
    )
    t.equal(emulator.tokens(1).list().length, 1, 'one live token carries the name')
  },
)

t.test('a token whose value the API withheld is not left live', async (t) => {
  const { core, emulator } = await startCloud(t)
  emulator.fail({ method: 'POST', path: tokensPath }, { without: ['token_string'] })
  await lifecycle(
    t,
    [core, type],
    [{ config: { name: 'okta' }, expect: { error: /did not contain its secret/, state: null } }],
  )
  t.same(emulator.tokens(1).list(), [])
})

t.test('a listing returns every token without its value', async (t) => {
  const { core, emulator } = await startCloud(t)
  emulator.tokens(1).seed(2)
  const { state } = await core.readDataSource('dbtcloud_scim_config_tokens', {})
  t.match(state, { tokens: [{ last_used: null }, { last_used: null }] })
  t.notMatch(JSON.stringify(state), /token_string/)
})

t.test('a listing that ends early is an error, not a shorter list', async (t) => {
  const { core, emulator } = await startCloud(t)
  emulator.tokens(1).seed(5)
  emulator.paged = 2
  emulator.fail(
    { method: 'GET', path: tokensPath },
    { listing: 'repeating', times: Number.POSITIVE_INFINITY },
  )
  const { diagnostics } = await core.readDataSource('dbtcloud_scim_config_tokens', {})
  t.match(JSON.stringify(diagnostics), /did not list all SCIM tokens/)
})

t.test('twenty refreshes at once are answered from one listing, an import is not', async (t) => {
  const { core, emulator } = await startCloud(t)
  const tokens = Array.from({ length: 20 }, (_none, index) => ({
    name: `token ${index}`,
    resource: core.resource(type),
  }))
  for (const { name, resource } of tokens) await resource.apply({ name })
  emulator.clear()
  const reports = await Promise.all(tokens.map(({ resource }) => resource.refresh()))
  t.same(
    reports.map(({ state }) => state?.['name']),
    tokens.map(({ name }) => name),
  )
  t.same(asked(emulator), [`GET ${tokensPath}`])
  emulator.clear()
  const [first] = emulator.tokens(1).list()
  const imported = await core.resource(type).import(String(first?.id))
  t.match(imported, { isFailed: false, state: { name: 'token 0' } })
  t.equal(asked(emulator)[0], `GET ${tokensPath}${first?.id}/`)
})

t.test('names an unused token of the same name that an earlier run may have left', async (t) => {
  const { core, emulator } = await startCloud(t)
  const left = emulator.tokens(1).add('okta')
  const { diagnostics } = await core.resource(type).apply({ name: 'okta' })
  const summary = 'A SCIM token of an earlier run may be left over'
  t.match(diagnostics, [{ severity: 'warning', summary, detail: String(left.id) }])
})
