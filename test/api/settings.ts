import t from 'tap'
import { type ApiOptions, ProxyError, SettingError } from '../../src/api/index.ts'
import { readOptions } from '../../src/api/settings.ts'

const least: ApiOptions = { token: 'dbtc_x', account_id: 42 }

t.test('has the documented defaults', async (t) => {
  const { hostUrl, timeoutMs, retry, validateCredentials, account } = readOptions(least)
  t.equal(hostUrl, 'https://cloud.getdbt.com/api')
  t.equal(timeoutMs, 30_000)
  t.match(retry, { maxRetries: 3, intervalMs: 10_000 })
  t.equal(validateCredentials, true)
  t.equal(account, '42')
})

t.test('takes a host URL with or without a slash at its end', async (t) => {
  for (const host_url of [
    'http://a.b/api',
    'http://a.b/api/',
    'http://a.b/api//',
    'http://a.b/api?',
    'http://a.b/api/#',
  ]) {
    t.equal(readOptions({ ...least, host_url }).hostUrl, 'http://a.b/api', host_url)
  }
})

t.test('keeps every digit of an account id', async (t) => {
  t.equal(readOptions({ ...least, account_id: 9007199254740993n }).account, '9007199254740993')
  for (const account_id of ['7', ' 7\n', '007'])
    t.equal(readOptions({ ...least, account_id }).account, '7')
})

t.test('retries nothing when retries are disabled', async (t) => {
  const { retry } = readOptions({ ...least, max_retries: 5, disable_retry: true })
  t.equal(retry.maxRetries, 0)
})

const wrong: readonly (readonly [
  setting: SettingError['setting'],
  options: Partial<ApiOptions>,
  says: RegExp,
])[] = [
  [
    'host_url',
    { host_url: 'cloud.getdbt.com' },
    /host_url is "cloud\.getdbt\.com", which is not an address .* Set host_url to https:\/\/cloud\.getdbt\.com\/api\.$/,
  ],
  [
    'host_url',
    { host_url: ' ' },
    /host_url is "", .* such as https:\/\/cloud\.getdbt\.com\/api\.$/,
  ],
  ['host_url', { host_url: 'ftp://ab123.us1.dbt.com' }, /"ftp:\/\/ab123\.us1\.dbt\.com", which is/],
  ['host_url', { host_url: 'localhost:8080/api' }, /to https:\/\/localhost:8080\/api\./],
  [
    'host_url',
    { host_url: 'https://user:canary@ab1.dbt.com' },
    /"https:\/\/\*\*\*@ab1\.dbt\.com", which contains a user/,
  ],
  [
    'host_url',
    { host_url: 'user:canary@ab1.dbt.com' },
    /"\*\*\*@ab1\.dbt\.com".*\/\/ab1\.dbt\.com\/api/,
  ],
  [
    'host_url',
    { host_url: 'https://ab1.dbt.com/?key=canary' },
    /"https:\/\/ab1\.dbt\.com\/", which contains a query/,
  ],
  ['host_url', { host_url: 'dbtc_canary', token: 'dbtc_canary' }, /host_url is "\*\*\*", which/],
  ['host_url', { host_url: 'canary-a.b', token: 'canary-a.b' }, /host_url is "\*\*\*".*such as/],
  [
    'host_url',
    { host_url: 'https://dbtc_canary/api' },
    /host_url is "https:\/\/\*{3}\/api", which contains a token\. .*such as/,
  ],
  [
    'host_url',
    { host_url: 'https://a.b/canary-long/api', token: 'canary-long' },
    /"https:\/\/a\.b\/\*{3}\/api", which contains a token\. Set host_url to https:\/\/a\.b\/api/,
  ],
  ['host_url', { host_url: 'https://a.b/api\nhttps://c.d' }, /not an address/],
  ['host_url', { host_url: '"https://a.b/api"' }, /to https:\/\/a\.b\/api\./],
  ['host_url', { host_url: 'https://"a.b"/api' }, /not an address.* to https:\/\/a\.b\/api\./],
  ['token', { token: '' }, /token is empty\. Set it/],
  ['token', { token: 'canary\n' }, /token contains a space, a line break/],
  ['token', { token: 'canäry' }, /token contains/],
  ['account_id', { account_id: 'acme' }, /account_id is "acme", which is not a positive whole/],
  ['account_id', { account_id: 1.5 }, /account_id is "1\.5"/],
  ['account_id', { account_id: -7 }, /account_id is "-7"/],
  ['account_id', { account_id: 0 }, /account_id is "0"/],
  ['account_id', { account_id: '1'.repeat(100) }, /account_id is "1{60}…"/],
  ['account_id', { account_id: 'canary', token: 'canary' }, /account_id is "\*\*\*"/],
  ['account_id', { account_id: 'dbtu_canary' }, /account_id is "\*\*\*"/],
]

for (const [setting, options, says] of wrong)
  t.test(
    `refuses ${JSON.stringify(options)
      .replaceAll(/can.ry/g, '…')
      .slice(0, 80)}`,
    async (t) => {
      const error = t.throws(() => readOptions({ ...least, ...options }), SettingError)
      t.match(error, { setting, message: says })
      t.notMatch(String(error), /can.ry/)
    },
  )

t.test('takes white space around host_url for nothing', async (t) => {
  const host_url = ' https://a.b/api/\n'
  t.equal(readOptions({ ...least, host_url }).hostUrl, 'https://a.b/api')
})

t.test('takes the proxy that the environment names, or refuses it', async (t) => {
  const env = { HTTPS_PROXY: 'proxy.corp:3128', DBT_CLOUD_TOKEN: 'canary' }
  const proxy = { variable: 'HTTPS_PROXY', url: { href: 'http://proxy.corp:3128/' } }
  t.match(readOptions({ ...least, env }), { proxy })
  t.equal(readOptions({ ...least, env: {} }).proxy, undefined)
  t.throws(() => readOptions({ ...least, env: { HTTPS_PROXY: 'socks5://x' } }), ProxyError)
})
