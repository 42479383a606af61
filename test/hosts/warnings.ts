import t from 'tap'
import type { AccountSeed } from '../../src/emulator/account.ts'
import { account, apiToken, story, tokensPath, written } from './kit/story.ts'

t.setTimeout(600_000)

interface Refused {
  readonly accounts: readonly AccountSeed[]
  readonly says: RegExp
}

const refusals: Readonly<Record<string, Refused>> = {
  'a wrong token': {
    accounts: [{ id: account, token: 'another' }],
    says: /returned status 401\..*Check that token is valid/,
  },
  'another account': {
    accounts: [
      { id: 1, token: apiToken },
      { id: account, token: 'another' },
    ],
    says: /The token gives access to account 1, but account(_id|Id) is/,
  },
  'an account without SCIM': {
    accounts: [{ id: account, token: apiToken, scim: false }],
    says: /SCIM comes with dbt's Enterprise plans/,
  },
}

for (const [title, { accounts, says }] of Object.entries(refusals))
  story(
    `a plan of creates warns of ${title}, once`,
    async (t, { emulator, project }) => {
      project.configure({ one: 'one', two: 'two' })
      const { code, said } = await project.plan()
      t.equal(code, 0)
      t.match(said, says)
      // Pulumi shows each diagnostic when it arrives, and all of them at the end.
      const last = said.slice(said.lastIndexOf('Diagnostics:') + 1)
      t.equal(last.split('The planned create would fail').length - 1, 1)
      t.same(written(emulator), [])
    },
    { under: 'base and pulumi', accounts },
  )

story(
  'a plan is silent if nothing responds, and if credentials are not checked',
  async (t, { emulator, project }) => {
    project.configure({ one: 'one' }, { max_retries: 0 })
    const down = emulator.fail({}, { status: 503, times: Infinity })
    const plan = await project.plan()
    t.equal(plan.code, 0)
    t.notMatch(plan.said, 'would fail')
    down.release()
    emulator.clear()

    project.configure({ one: 'one' }, { skip_credentials_validation: true })
    t.equal((await project.plan()).code, 0)
    t.same(emulator.requests, [])
  },
  { under: 'base and pulumi' },
)

story(
  'a create names an unused token of the same name, which a lost run may have left',
  async (t, { emulator, project }) => {
    const { id } = emulator.tokens(account).add('okta')
    project.configure({ okta: 'okta', entra: 'entra' })
    const { code, said } = await project.up()
    t.equal(code, 0)
    t.match(said, 'A SCIM token of an earlier run may be left over')
    t.match(said, `already existed: ${id}.`)
    t.equal(emulator.tokens(account).list().length, 3)
    const listings = emulator.requests.filter(
      ({ method, path }) => method === 'GET' && path === tokensPath,
    )
    t.ok(listings.length <= 2, 'one listing for each process')
  },
  { under: 'base and pulumi' },
)
