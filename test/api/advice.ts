import type { ServerResponse } from 'node:http'
import t from 'tap'
import {
  accountsIn,
  adviseOnRedirect,
  adviseOnRefusal,
  adviseOnWait,
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
  trustFaults: () => [],
}

const cases: readonly (readonly [string, Refused, Partial<Situation>, RegExp])[] = [
  [
    'a token that is refused',
    'unauthorized',
    {},
    /^Check that token is valid, and that host_url[^.]*\.$/,
  ],
  [
    'the old address',
    'unauthorized',
    { hostUrl: 'https://cloud.getdbt.com/api' },
    /host_url is the address for accounts without.*ab123/,
  ],
  [
    'a token that may come from elsewhere',
    'unauthorized',
    { tokenOrigin: 'It may come from a state.' },
    /of this account\. It may come from a state\.$/,
  ],
  [
    'an account of another token',
    'notFound',
    { accounts: ['7', '8'] },
    /access to account 7, 8, but account_id is 42/,
  ],
  ['a token without an account', 'forbidden', { accounts: [] }, /access to no account/],
  ['an account that is right', 'forbidden', {}, /account has this feature\.$/],
  ['accounts that are not known', 'notFound', { accounts: undefined }, /to see it\.$/],
  [
    'a missing /api',
    'foreign',
    { hostUrl: 'https://ab123.us1.dbt.com' },
    /^host_url must end in \/api\. Set host_url to https:\/\/ab123\.us1\.dbt\.com\/api\. The response/,
  ],
  ['a proxy', 'foreign', { proxyVariable: 'HTTPS_PROXY' }, /proxy in HTTPS_PROXY.*NO_PROXY/],
  ['a foreign page', 'foreign', {}, /^The response does not come from.*dbt Cloud\.$/],
  ['a rate limit', 'crowded', {}, /^Run fewer operations at the same time/],
]

for (const [title, refused, part, expected] of cases)
  t.test(`names what to change for ${title}`, async (t) => {
    t.match(adviseOnRefusal(refused, { ...fine, ...part }), expected)
  })

const clocks: readonly (readonly [string, number, RegExp])[] = [
  ['ahead', -60, /60 minutes ahead\. Set it/],
  ['behind', 90, /90 minutes behind\. Set it/],
  ['nearly right', 3, /account\.$/],
]

for (const [title, minutes, expected] of clocks)
  t.test(`sees by the answer that the clock is ${title}`, async (t) => {
    const date = new Date(now + minutes * 60_000).toUTCString()
    t.match(adviseOnRefusal('unauthorized', fine, date), expected)
  })

t.test('explains without knowing the situation', async (t) => {
  t.match(adviseOnRefusal('foreign', undefined), 'Check host_url')
  t.match(adviseOnWait('500', undefined), '9 minutes')
  t.match(adviseOnRedirect(undefined, { hostUrl: fine.hostUrl }), 'without a valid address')
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

const misplaced: readonly Refused[] = ['unauthorized', 'forbidden', 'notFound', 'foreign']

for (const refused of misplaced)
  t.test(
    `names a wrong host_url before any other word where the answer is ${refused}`,
    async (t) => {
      const hostUrl = 'https://ab123.us1.dbt.com/deploy/123/projects'
      const advice = adviseOnRefusal(refused, { ...fine, hostUrl })
      t.match(
        advice,
        /^host_url must end in \/api\. Set host_url to https:\/\/ab123\.us1\.dbt\.com\/api\. /,
      )
    },
  )

const redirects: readonly (readonly [string, string | undefined, Partial<Situation>, RegExp])[] = [
  [
    'another host',
    'https://b.example/x?token=canary',
    {},
    /to "https:\/\/b\.example\/x"\. If .* set host_url to https:\/\/b\.example\/api\.$/,
  ],
  [
    'TLS',
    'https://ab123.us1.dbt.com/api/v3/',
    { hostUrl: 'http://ab123.us1.dbt.com/api' },
    /set host_url to https:\/\/ab123\.us1\.dbt\.com\/api\.$/,
  ],
  [
    'a login page',
    '/login/?next=/api',
    {},
    /to "https:\/\/ab123\.us1\.dbt\.com\/login\/"\. It may be a login page/,
  ],
  ['nowhere', 'https://', {}, /without a valid address\. It may be/],
  ['a script', 'javascript:alert(1)', {}, /without a valid address\. It may be/],
  [
    'an address with the token',
    'https://canary.example/canary/login',
    {},
    /to "https:\/\/\*{3}\.example\/\*{3}\/login"\. If .* https:\/\/\*{3}\.example\/api\.$/,
  ],
  ['a user', 'https://me:canary@b.example/', {}, /to "https:\/\/\*{3}@b\.example\/"\. If/],
  ['a long address', `https://b.example/${'a'.repeat(9000)}`, {}, /^.{100,400}$/],
  [
    'a login page of a wrong address',
    '/login',
    { hostUrl: 'https://ab123.us1.dbt.com' },
    /\/login"\. host_url must end in \/api/,
  ],
  [
    'a portal behind a proxy',
    'http://portal/',
    { proxyVariable: 'HTTPS_PROXY' },
    /to "http:\/\/portal\/"\. Requests go through the proxy in HTTPS_PROXY/,
  ],
]

for (const [title, location, part, expected] of redirects)
  t.test(`says what to check after a redirect to ${title}`, async (t) => {
    const situation = { ...fine, ...part }
    const advice = adviseOnRedirect(location, {
      hostUrl: situation.hostUrl,
      secrets: ['canary'],
      situation,
    })
    t.match(advice, expected)
    t.notMatch(advice, 'canary')
  })

const waits: Readonly<Record<string, string>> = {
  '121': '3 minutes',
  '3600': '1 hour',
  '86400': '1 day',
  '259200.5': '4 days',
  'Fri, 31 Dec 9999 23:59:59 GMT': 'more than a year',
  ['9'.repeat(400)]: 'more than a year',
}

for (const [header, expected] of Object.entries(waits))
  t.test(`says for how long Retry-After: ${header.slice(0, 30)} asks`, async (t) => {
    t.match(
      adviseOnWait(header, fine),
      `dbt Cloud asks to wait ${expected}, longer than the 2 minutes`,
    )
  })

t.test('says nothing of a wait that is made', async (t) => {
  for (const header of [undefined, '', '120', 'soon', '-5']) t.equal(adviseOnWait(header, fine), '')
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
    names: /access to account 7, but account_id is 42/,
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
    options: (url) => ({ host_url: 'http://dbt.invalid/api', env: { HTTP_PROXY: url } }),
    names: /proxy in HTTP_PROXY/,
  },
  {
    title: 'a feature that the plan does not have',
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
  t.test(`names the one thing to change for ${title}`, async (t) => {
    const site = await serve(t, ({ url }, response) =>
      (url.endsWith('/accounts/') ? check : one)(response),
    )
    const settings = { skip_credentials_validation: false, max_retries: 0 }
    const { api } = makeBench(site.url, { ...settings, ...options?.(site.url) })
    const path = 'v3/accounts/{account}/scim-config/'
    t.match(String(await failureOf(api.request({ method: 'GET', path }))), names)
  })
