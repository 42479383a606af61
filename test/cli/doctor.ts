import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Fault, Match } from '../../src/emulator/index.ts'
import { account, apiToken, makeFolder, run, startCloud } from './fixture.ts'

const subjects = ['configuration', 'connection', 'token', 'account', 'SCIM', 'SCIM tokens']

/** The verdicts of a report, in order. */
const marksOf = (stdout: string): readonly string[] =>
  [...stdout.matchAll(/^(ok|note|wrong|skipped) /gm)].map(([, mark = '']) => mark)

const skippedAfter = (wrong: string): readonly string[] =>
  subjects.map((subject, at) => {
    if (subject === wrong) return 'wrong'
    return at < subjects.indexOf(wrong) ? 'ok' : 'skipped'
  })

t.test('finds that all is well, and says where each setting came from', async (t) => {
  const { emulator, env } = await startCloud(t)
  const { code, stdout, stderr } = await run(['doctor'], { ...env, HTTPS_PROXY: 'http://u:p@h' })
  t.match({ code, stderr }, { code: 0, stderr: '' })
  t.strictSame(
    marksOf(stdout),
    subjects.map(() => 'ok'),
  )
  t.match(stdout, 'token: from DBT_CLOUD_TOKEN')
  t.match(stdout, `account_id: ${account}, from DBT_CLOUD_ACCOUNT_ID`)
  t.match(stdout, `host_url: ${emulator.host_url}, from DBT_CLOUD_HOST_URL`)
  t.match(stdout, 'proxy: from HTTPS_PROXY')
  t.notMatch(stdout, apiToken)
  t.notMatch(stdout, 'u:p')
  t.strictSame(
    emulator.requests.filter(({ method }) => method !== 'GET'),
    [],
    'it changes nothing',
  )
})

t.test('says when every write is refused', async (t) => {
  const { env } = await startCloud(t)
  const { code, stdout } = await run(['doctor'], { ...env, DBT_CLOUD_READ_ONLY: '1' })
  t.equal(code, 0)
  t.match(stdout, 'every write is refused, from DBT_CLOUD_READ_ONLY')
})

const settings = [
  { env: { DBT_CLOUD_TOKEN: '' }, says: 'token: not set' },
  { env: { DBT_CLOUD_ACCOUNT_ID: '' }, says: 'account_id: not set' },
  {
    env: { DBT_CLOUD_ACCOUNT_ID: apiToken },
    says: 'account_id is "***", which is not a positive whole',
  },
  { env: { DBT_CLOUD_HOST_URL: apiToken }, says: 'host_url is "***", which is not an address' },
  { env: { DBT_CLOUD_TOKEN: `${apiToken} ` }, says: 'token contains a space' },
]

for (const { env, says } of settings)
  t.test(`sends no request while the settings are invalid: ${says}`, async (t) => {
    const cloud = await startCloud(t)
    const { code, stdout } = await run(['doctor'], { ...cloud.env, ...env })
    t.equal(code, 1)
    t.strictSame(marksOf(stdout), skippedAfter('configuration'))
    t.match(stdout, says)
    t.notMatch(stdout, apiToken)
    t.strictSame(cloud.emulator.requests, [])
  })

interface Trouble {
  readonly wrong: string
  readonly says: RegExp
  readonly match?: Match
  readonly fault?: Fault
  readonly env?: Readonly<Record<string, string>>
  readonly scim?: false
}

const accounts = { path: '/api/v2/accounts/' }

const troubles: Readonly<Record<string, Trouble>> = {
  'a server that does not listen': {
    wrong: 'connection',
    env: { DBT_CLOUD_HOST_URL: 'http://127.0.0.1:1/api' },
    says: /127\.0\.0\.1.*Check host_url and the network/,
  },
  'a server that is down': {
    wrong: 'connection',
    match: accounts,
    fault: { status: 503 },
    says: /status 503/,
  },
  "a proxy's page": {
    wrong: 'connection',
    match: accounts,
    fault: { status: 403, html: true },
    says: /status 403.*does not come from the dbt Cloud API\. Check host_url, and check any proxy/,
  },
  'a token that is not accepted': {
    wrong: 'token',
    env: { DBT_CLOUD_TOKEN: 'dbtc_wrong-77' },
    says: /status 401.*Check that token is valid/,
  },
  'a token that may do nothing': {
    wrong: 'token',
    match: accounts,
    fault: { status: 403, times: Infinity },
    says: /status 403/,
  },
  'an account that is not of the token': {
    wrong: 'account',
    env: { DBT_CLOUD_ACCOUNT_ID: '12' },
    says: new RegExp(`/v2/accounts/12/.*Accounts that the token has access to: ${account}\\.`),
  },
  'an account other than the requested one': {
    wrong: 'account',
    match: { path: `/api/v2/accounts/${account}/` },
    fault: { with: { id: 98 }, times: Infinity },
    says: new RegExp(`for account ${account} contains account 98\\. Check any proxy`),
  },
  'an account without SCIM': {
    wrong: 'SCIM',
    scim: false,
    says: /SCIM comes with dbt's Enterprise plans/,
  },
  'a listing that is not whole': {
    wrong: 'SCIM tokens',
    match: { path: /scim-config\/tokens/ },
    fault: { listing: 'repeating', times: Infinity },
    says: /did not list all SCIM tokens/,
  },
}

for (const [title, { wrong, says, match, fault, env, scim = true }] of Object.entries(troubles))
  t.test(`finds ${title}, and says what to do`, async (t) => {
    const cloud = await startCloud(t, { accounts: [{ id: account, token: apiToken, scim }] })
    cloud.emulator.tokens(account).seed(2)
    if (match && fault) cloud.emulator.fail(match, fault)
    const { code, stdout } = await run(['doctor'], { ...cloud.env, ...env })
    t.equal(code, 1)
    t.strictSame(marksOf(stdout), skippedAfter(wrong))
    t.match(stdout, says)
    for (const token of [apiToken, 'dbtc_wrong-77']) t.notMatch(stdout, token)
  })

const large = [9007199254740992n, 9007199254740993n] as const

const lastWeek = () => new Date(Date.now() - 7 * 86_400_000)

/** Two tokens whose IDs are the same number in JavaScript; a state owns those in `ids`. */
const setUpTokens = async (t: Test, ids: readonly bigint[]) => {
  const { emulator, env } = await startCloud(t, { clock: lastWeek })
  const live = large.map((id) => emulator.tokens(account).add(`okta ${id}`, { id }))
  for (const { id } of live) emulator.tokens(account).markUsed(id)
  const instances = ids.map(
    (id) => `{"attributes": {"id": ${id}, "token_string": "${live[0]?.token_string}"}}`,
  )
  const resource = `{"mode": "managed", "type": "dbtcloud_scim_config_token", "instances": [${instances.join()}]}`
  const file = join(makeFolder(t), 'terraform.tfstate')
  writeFileSync(file, `{"version": 4, "resources": [${resource}]}`)
  return { env, file, live }
}

t.test('finds the live token that a state does not own, by all its digits', async (t) => {
  const { env, file, live } = await setUpTokens(t, [large[0]])
  const { code, stdout } = await run(['doctor', '--state', file], env)
  t.equal(code, 1)
  t.match(stdout, `1 token exists in dbt Cloud but not in ${file}`)
  t.match(stdout, `${large[1]} "okta ${large[1]}"`)
  t.notMatch(stdout, `"okta ${large[0]}"`)
  for (const { token_string } of live) t.notMatch(stdout, token_string)
})

t.test('accepts a state that contains all tokens', async (t) => {
  const { env, file } = await setUpTokens(t, large)
  const { code, stdout } = await run(['doctor', '--state', file], env)
  t.equal(code, 0)
  t.match(stdout, `2 tokens exist, all of them in ${file}.`)
})

t.test('notes the tokens that were never used', async (t) => {
  const { emulator, env } = await startCloud(t, { clock: lastWeek })
  const idle = emulator.tokens(account).add('idle')
  const used = emulator.tokens(account).add('used')
  emulator.tokens(account).markUsed(used.id)
  const { code, stdout } = await run(['doctor'], env)
  t.equal(code, 0)
  t.match(stdout, /note +SCIM tokens +1 token has never been used/)
  t.match(stdout, `${idle.id} "idle", created ${idle.created_at}, never used`)
  t.notMatch(stdout, '"used"')
})

t.test('cannot be made to print a line that the server wrote', async (t) => {
  const { emulator, env } = await startCloud(t)
  const fake = '\u001b[2J\u001b[H\nok       token          Fine.\r\u2028wrong    SCIM'
  emulator.tokens(account).add(fake)
  for (const COLUMNS of ['1000', '80', '30']) {
    const { stdout } = await run(['doctor'], { ...env, COLUMNS })
    t.strictSame(marksOf(stdout).length, subjects.length + 1)
    // oxlint-disable-next-line no-control-regex -- they are what must not be there
    t.notMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]/)
    t.ok(stdout.split('\n').every((line) => line.length <= Number(COLUMNS)))
  }
})

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8 with a byte order mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16 as PowerShell writes it': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
}

for (const [title, encode] of Object.entries(encodings))
  t.test(`reads a state in ${title}`, async (t) => {
    const { env, file } = await setUpTokens(t, large)
    writeFileSync(file, encode(readFileSync(file, 'utf8')))
    const { code, stdout } = await run(['doctor', '--state', file], env)
    t.equal(code, 0)
    t.match(stdout, '2 tokens exist, all of them in')
  })

const states: Readonly<Record<string, string | undefined>> = {
  missing: undefined,
  empty: '',
  'not a state': '{"token_string": "state-secret"}',
  encrypted: '{"serial": 1, "encrypted_data": "state-secret"}',
  'not JSON': '{"token_string": "state-secret',
}

for (const [title, text] of Object.entries(states))
  t.test(`refuses a state file that is ${title}, before it asks anybody`, async (t) => {
    const { emulator, env } = await startCloud(t)
    const file = join(makeFolder(t), 'state.json')
    if (text !== undefined) writeFileSync(file, text)
    const { code, stdout, stderr } = await run(['doctor', '--state', file], env)
    t.match({ code, stdout }, { code: 2, stdout: '' })
    t.match(stderr, `doctor: Cannot use ${file} (--state): `)
    t.notMatch(stderr, 'state-secret')
    t.strictSame(emulator.requests, [])
  })

t.test('names the first of many accounts that the token has access to', async (t) => {
  const accounts = Array.from({ length: 25 }, (_, index) => ({ id: index + 1, token: apiToken }))
  const { env } = await startCloud(t, { accounts })
  const { code, stdout } = await run(['doctor'], { ...env, DBT_CLOUD_ACCOUNT_ID: '99' })
  t.equal(code, 1)
  t.match(stdout, 'Accounts that the token has access to: 1, 2, 3,')
  t.match(stdout, '20, and 5 more.')
})

t.test('shows an account without a name and with a strange plan', async (t) => {
  const { emulator, env } = await startCloud(t)
  const path = new RegExp(`/api/v2/accounts/${account}/`)
  emulator.fail({ path }, { without: ['name', 'plan'] })
  const { stdout } = await run(['doctor'], env)
  t.match(stdout, `Account ${account} has the name unknown and the plan unknown.`)
})
