import type { ServerResponse } from 'node:http'
import t from 'tap'
import {
  accountsIn,
  adviseOnRefusal,
  adviseOnTransport,
  isLasting,
  type Refused,
  type Situation,
} from '../../src/api/advice.ts'
import type { ApiOptions } from '../../src/api/index.ts'
import { failureOf, makeBench } from './kit/api.ts'
import { frame, refusal, sendJson, serve } from './kit/server.ts'

const now = Date.UTC(2026, 10, 24, 12)
const fine: Situation = {
  hostUrl: 'https://ab123.us1.dbt.com/api',
  account: '42',
  accounts: ['42'],
  proxyVariable: undefined,
  now: () => now,
}

const cases: readonly (readonly [string, Refused, Partial<Situation>, RegExp])[] = [
  ['a token that is refused', 'unauthorized', {}, /^Check token, and that host_url[^.]*\.$/],
  [
    'the old address',
    'unauthorized',
    { hostUrl: 'https://cloud.getdbt.com/api' },
    /host_url is the old address.*ab123/,
  ],
  [
    'an account of another token',
    'notFound',
    { accounts: ['7', '8'] },
    /opens account 7, 8, but account_id is 42/,
  ],
  ['a token without an account', 'forbidden', { accounts: [] }, /opens no account/],
  ['an account that is right', 'forbidden', {}, /account has this feature\.$/],
  ['accounts that are not known', 'notFound', { accounts: undefined }, /see it \(any more\)\.$/],
  [
    'a missing /api',
    'foreign',
    { hostUrl: 'https://ab123.us1.dbt.com' },
    /must end in \/api.*set it to https:\/\/ab123\.us1\.dbt\.com\/api\./,
  ],
  ['a proxy', 'foreign', { proxyVariable: 'HTTPS_PROXY' }, /proxy of HTTPS_PROXY.*NO_PROXY/],
  ['a foreign page', 'foreign', {}, /^The answer does not come from.*before it\.$/],
  ['a rate limit', 'crowded', {}, /parallelism/],
]

for (const [title, refused, part, expected] of cases)
  t.test(`names what to change for ${title}`, async (t) => {
    t.match(adviseOnRefusal(refused, { ...fine, ...part }), expected)
  })

const clocks: readonly (readonly [string, number, RegExp])[] = [
  ['ahead', -60, /60 minutes ahead: set it right/],
  ['behind', 90, /90 minutes behind: set it right/],
  ['nearly right', 3, /account\.$/],
]

for (const [title, minutes, expected] of clocks)
  t.test(`sees by the answer that the clock is ${title}`, async (t) => {
    const date = new Date(now + minutes * 60_000).toUTCString()
    t.match(adviseOnRefusal('unauthorized', fine, date), expected)
  })

const reasons: readonly (readonly [string, RegExp, boolean])[] = [
  ['SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/, true],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /NODE_EXTRA_CA_CERTS/, true],
  ['CERT_NOT_YET_VALID', /2026-11-24 12:00 UTC\): check its clock/, true],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /another host: check host_url/, true],
  ['ENOTFOUND', /no such host.*check host_url/, false],
  ['EPROTO', /host_url, which says https/, false],
  ['ECONNREFUSED', /^Check host_url and the network\.$/, false],
]

for (const [reason, expected, lasting] of reasons)
  t.test(`explains ${reason}${lasting ? ', which no repetition mends' : ''}`, async (t) => {
    t.match(adviseOnTransport(reason, fine), expected)
    t.equal(isLasting(reason), lasting)
  })

t.test('explains without knowing the situation', async (t) => {
  t.match(adviseOnTransport('CERT_HAS_EXPIRED', undefined), 'at the time of this machine:')
  t.match(adviseOnTransport('ECONNRESET', undefined), 'Check host_url')
  t.match(adviseOnRefusal('foreign', undefined), 'check host_url')
})

t.test('takes a list of accounts for all only if it is', async (t) => {
  t.same(accountsIn([{ id: 1 }, { id: 9007199254740993n }], { total_count: 2 }), [
    '1',
    '9007199254740993',
  ])
  t.same(accountsIn([], undefined), [])
  for (const data of [null, {}, [1]]) t.equal(accountsIn(data, undefined), undefined)
  t.equal(accountsIn([{ id: 1 }], { total_count: 2 }), undefined)
})

type Answer = (response: ServerResponse) => unknown
const json =
  (status: number, body: unknown): Answer =>
  (response) =>
    sendJson(response, status, body)
const html =
  (status: number): Answer =>
  (response) =>
    response.writeHead(status).end('<h1>Log in</h1>')

const worlds: readonly {
  readonly title: string
  readonly check: Answer
  readonly one: Answer
  readonly options?: (url: string) => Partial<ApiOptions>
  readonly names: RegExp
}[] = [
  {
    title: 'the token of another account',
    check: json(200, frame([{ id: 7 }])),
    one: json(404, refusal(404, 'Not found.')),
    names: /opens account 7, but account_id is 42/,
  },
  {
    title: 'a host_url without /api, whose pages are for people',
    check: html(200),
    one: html(200),
    options: (url) => ({ host_url: url }),
    names: /host_url must end in \/api/,
  },
  {
    title: 'a proxy that wants a login',
    check: html(407),
    one: html(407),
    options: (url) => ({ host_url: 'http://dbt.invalid/api', proxy_env: { HTTP_PROXY: url } }),
    names: /proxy of HTTP_PROXY/,
  },
  {
    title: 'a feature that the plan has not got',
    check: json(200, frame([{ id: 42 }])),
    one: json(403, refusal(403, 'No SCIM.')),
    names: /No SCIM.*whether the account has this feature\.$/,
  },
  {
    title: 'a clock that is wrong',
    check: json(401, refusal(401, 'No.')),
    one: json(401, refusal(401, 'No.')),
    names: /The clock of this machine is \d+ minutes behind/,
  },
]

for (const { title, check, one, options, names } of worlds)
  t.test(`tells the one thing to change before ${title}`, async (t) => {
    const site = await serve(t, ({ url }, response) =>
      (url.endsWith('/accounts/') ? check : one)(response),
    )
    const settings = { skip_credentials_validation: false, max_retries: 0 }
    const { api } = makeBench(site.url, { ...settings, ...options?.(site.url) })
    const path = 'v3/accounts/{account}/scim-config/'
    t.match(String(await failureOf(api.request({ method: 'GET', path }))), names)
  })
