import t from 'tap'
import { type ApiOptions, SettingError } from '../../src/api/index.ts'
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
  t.equal(readOptions({ ...least, account_id: '7' }).account, '7')
})

t.test('retries nothing when retries are disabled', async (t) => {
  const { retry } = readOptions({ ...least, max_retries: 5, disable_retry: true })
  t.equal(retry.maxRetries, 0)
})

const wrong: readonly (readonly [string, Partial<ApiOptions>])[] = [
  ['host_url', { host_url: 'cloud.getdbt.com' }],
  ['host_url', { host_url: 'ftp://cloud.getdbt.com' }],
  ['host_url', { host_url: 'https://user:canary@cloud.getdbt.com' }],
  ['host_url', { host_url: 'https://cloud.getdbt.com/?key=canary' }],
  ['token', { token: '' }],
  ['token', { token: 'canary\n' }],
  ['token', { token: 'canäry' }],
  ['account_id', { account_id: 'canary' }],
  ['account_id', { account_id: 1.5 }],
]

for (const [setting, options] of wrong) {
  t.test(
    `refuses a wrong ${setting} (${JSON.stringify(options)}) without telling it`,
    async (t) => {
      try {
        readOptions({ ...least, ...options })
        t.fail('it was taken')
      } catch (error) {
        t.ok(error instanceof SettingError && error.setting === setting)
        t.notMatch(String(error), /can.ry/)
      }
    },
  )
}

t.test(
  'reads a proxy without a scheme, and names in NO_PROXY with their subdomains, as curl and Go do',
  async (t) => {
    const proxy_env = {
      HTTPS_PROXY: 'proxy.corp:3128',
      http_proxy: 'http://proxy.corp:3128',
      NO_PROXY: 'corp.example, .b.example 127.0.0.1',
      DBT_CLOUD_TOKEN: 'canary',
    }
    t.same(readOptions({ ...least, proxy_env }).proxyEnv, {
      HTTPS_PROXY: 'http://proxy.corp:3128',
      http_proxy: 'http://proxy.corp:3128',
      NO_PROXY: 'corp.example,.corp.example,.b.example,127.0.0.1',
    })
    t.same(readOptions({ ...least, proxy_env: { HTTP_PROXY: '' } }).proxyEnv, { HTTP_PROXY: '' })
  },
)
