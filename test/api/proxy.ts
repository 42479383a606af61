import t from 'tap'
import { ProxyError } from '../../src/api/index.ts'
import { chooseProxy, type Variables } from '../../src/api/proxy.ts'

const host = 'https://dbt.example.com/api'

const usable: readonly (readonly [title: string, url: string, env: Variables, proxy: string])[] = [
  ['an address', host, { HTTPS_PROXY: 'http://proxy:3128' }, 'HTTPS_PROXY http://proxy:3128/'],
  ['a lower-case variable', host, { https_proxy: 'http://proxy' }, 'https_proxy http://proxy/'],
  [
    'both spellings, of which the lower-case one counts',
    host,
    { https_proxy: 'http://lower', HTTPS_PROXY: 'http://upper' },
    'https_proxy http://lower/',
  ],
  [
    'an empty lower-case variable, which is not set',
    host,
    { https_proxy: ' ', HTTPS_PROXY: 'http://upper' },
    'HTTPS_PROXY http://upper/',
  ],
  ['no scheme', host, { HTTPS_PROXY: 'proxy:3128' }, 'HTTPS_PROXY http://proxy:3128/'],
  ['a user', host, { HTTPS_PROXY: 'me:p%40w@proxy' }, 'HTTPS_PROXY http://me:p%40w@proxy/'],
  ['white space around it', host, { HTTPS_PROXY: ' http://proxy\n' }, 'HTTPS_PROXY http://proxy/'],
  ['TLS to the proxy', host, { HTTPS_PROXY: 'HTTPS://proxy' }, 'HTTPS_PROXY https://proxy/'],
  [
    'an IPv6 address',
    host,
    { HTTPS_PROXY: '[fd00::1]:3128' },
    'HTTPS_PROXY http://[fd00::1]:3128/',
  ],
  [
    'a host without TLS',
    'http://dbt.example.com/api',
    { HTTP_PROXY: 'http://plain', HTTPS_PROXY: 'http://secure' },
    'HTTP_PROXY http://plain/',
  ],
  [
    'NO_PROXY that names other hosts',
    host,
    { HTTPS_PROXY: 'http://proxy', NO_PROXY: 'other.example' },
    'HTTPS_PROXY http://proxy/',
  ],
]

for (const [title, url, env, expected] of usable)
  t.test(`takes a proxy given with ${title}`, async (t) => {
    const proxy = chooseProxy(url, env)
    t.equal(`${proxy?.variable} ${proxy?.url.href}`, expected)
  })

const proxies = { HTTPS_PROXY: 'http://proxy', HTTP_PROXY: 'http://proxy' }

const direct: readonly (readonly [url: string, env: Variables])[] = [
  [host, {}],
  [host, { HTTPS_PROXY: '', https_proxy: '  ' }],
  [host, { HTTP_PROXY: 'http://proxy' }],
  [host, { ...proxies, no_proxy: 'example.com' }],
  [host, { ...proxies, NO_PROXY: '*' }],
  ['https://localhost:8443/api', proxies],
  ['http://emulator.localhost/api', proxies],
  ['http://127.0.0.2:8080/api', proxies],
  ['http://[::1]:8080/api', proxies],
  ['http://127.0.0.1/api', { HTTP_PROXY: 'socks5://unusable' }],
  [host, { HTTPS_PROXY: 'socks5://unusable', NO_PROXY: 'example.com' }],
]

for (const [url, env] of direct)
  t.test(`goes directly to ${url} with ${JSON.stringify(env)}`, async (t) => {
    t.equal(chooseProxy(url, env), undefined)
  })

const unusable: Readonly<Record<string, RegExp>> = {
  'socks5://proxy:1080': /HTTPS_PROXY names the proxy "socks5:\/\/proxy:1080", but socks5 proxies/,
  'socks5h://me:canary@proxy:1080': /"socks5h:\/\/\*\*\*@proxy:1080", but socks5h/,
  'SOCKS://proxy': /SOCKS proxies are not supported/,
  'ftp://proxy': /ftp proxies/,
  'quic://proxy': /quic proxies/,
  'http://': /HTTPS_PROXY is "http:\/\/", which is not the address of a proxy/,
  '://proxy': /not the address/,
  ':3128': /not the address/,
  'http://:3128': /not the address/,
  'http://proxy:99999': /not the address/,
  'http://proxy:port': /"http:\/\/proxy:\*\*\*", which is not the address/,
  'http://me:canary': /"http:\/\/me:\*\*\*"/,
  'http://me:can/ary@proxy': /"http:\/\/\*\*\*@proxy"/,
  'http://me:canary@': /not the address/,
  'http://me:%zzcanary@proxy': /"http:\/\/\*\*\*@proxy"/,
  'http://pro xy': /not the address/,
  'http:\\\\proxy': /not the address/,
  'http://[fd00::1': /not the address/,
  '"http://proxy:3128"': /not the address/,
  "'proxy:3128'": /not the address/,
  '<proxy>': /not the address/,
  'http:/proxy:3128': /not the address/,
  'http:proxy:3128': /not the address/,
  'HTTPS:': /not the address/,
  'proxy,other': /not the address/,
}

for (const [value, expected] of Object.entries(unusable))
  t.test(`refuses HTTPS_PROXY=${value.replace('canary', '…')} by its name`, async (t) => {
    const error = t.throws(() => chooseProxy(host, { HTTPS_PROXY: value }), ProxyError)
    t.match(error, { message: expected, variable: 'HTTPS_PROXY' })
    t.match(String(error), /Set it to an address such as .*, unset it, or add .* to NO_PROXY/)
    t.notMatch(String(error), /can\/?ary/)
  })
