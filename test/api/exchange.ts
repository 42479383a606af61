import { createServer } from 'node:https'
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import t from 'tap'
import type { Call } from '../../src/api/index.ts'
import { failureOf, makeBench } from './kit/api.ts'
import { makeAuthority, readPair } from './kit/certificates.ts'
import { listen, serveBytes } from './kit/proxy.ts'
import { frame, sendJson, serve } from './kit/server.ts'

const read: Call = { method: 'GET', path: 'v3/x/' }

const mebibyte = 1024 * 1024

const compressions = {
  gzip: gzipSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
} as const

for (const [encoding, compress] of Object.entries(compressions))
  t.test(`reads a response in ${encoding}`, async (t) => {
    const site = await serve(t, (_seen, response) => {
      response.setHeader('content-encoding', encoding)
      response.end(compress(JSON.stringify(frame('small'))))
    })
    t.equal(await makeBench(site.url).api.request(read), 'small')
  })

t.test('reads a response of nearly 64 MiB', async (t) => {
  const text = 'x'.repeat(60 * mebibyte)
  const site = await serve(t, (_seen, response) => sendJson(response, 200, frame(text)))
  t.equal((await makeBench(site.url).api.request<string>(read)).length, text.length)
})

// A mebibyte of zeros is a kilobyte in gzip, and so on for gzip's members one after another.
const member = gzipSync(Buffer.alloc(mebibyte))

const oversized: Readonly<
  Record<string, () => { readonly encoding?: string; readonly chunk: Buffer }>
> = {
  'a response of any length': () => ({ chunk: Buffer.alloc(mebibyte, 'x') }),
  'a response that unpacks to any length': () => ({ encoding: 'gzip', chunk: member }),
}

for (const [title, make] of Object.entries(oversized))
  t.test(`cuts off ${title}, and does not keep it in memory`, async (t) => {
    const { encoding, chunk } = make()
    const site = await serve(t, (_seen, response) => {
      if (encoding) response.setHeader('content-encoding', encoding)
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    const before = process.memoryUsage().rss
    const error = await failureOf(makeBench(site.url).api.request({ ...read, method: 'POST' }))
    t.match(error, {
      reason: 'RESPONSE_TOO_LARGE',
      sent: true,
      ambiguous: true,
      message: /larger than 64 MiB/,
    })
    t.equal(site.seen.length, 1)
    const grown = (process.memoryUsage().rss - before) / mebibyte
    t.ok(grown < 400, `${Math.round(grown)} MiB more`)
  })

t.test('cuts off one compressed response of gigabytes', async (t) => {
  const bomb = gzipSync(Buffer.alloc(512 * mebibyte))
  const site = await serve(t, (_seen, response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end(bomb)
  })
  const error = await failureOf(makeBench(site.url).api.request(read))
  t.match(error, { reason: 'RESPONSE_TOO_LARGE', message: /larger than 64 MiB/ })
  t.equal(site.seen.length, 1, 'and does not ask for it again')
})

t.test('takes headers of 256 KiB, and says so of larger ones', async (t) => {
  let size = 250 * 1024
  const site = await serve(t, (_seen, response) => {
    for (let left = size; left > 0; left -= 8000)
      response.appendHeader('x-long', 'x'.repeat(Math.min(left, 8000)))
    sendJson(response, 200, frame('fine'))
  })
  const { api } = makeBench(site.url)
  t.equal(await api.request(read), 'fine')
  size = 300 * 1024
  t.match(await failureOf(api.request(read)), {
    reason: 'HPE_HEADER_OVERFLOW',
    message: /headers of the response are larger than 256 KiB/,
  })
  t.equal(site.seen.length, 2)
})

const improper: Readonly<Record<string, string>> = {
  'another protocol': 'SSH-2.0-OpenSSH_9.6\r\n\r\n',
  'a page without headers': '<html>Welcome</html>\r\n\r\n',
  'a header without a colon': 'HTTP/1.1 200 OK\r\nbroken header\r\n\r\n',
  'two lengths': 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
  'a broken chunk': 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
  'a status that is no number': 'HTTP/1.1 abc OK\r\n\r\n',
  'a change of the protocol':
    'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
}

for (const [title, bytes] of Object.entries(improper))
  t.test(`says of ${title} that it is not valid HTTP`, async (t) => {
    const port = await serveBytes(t, bytes)
    const { api, clock } = makeBench(`http://127.0.0.1:${port}`)
    const error = await failureOf(api.request(read))
    t.match(error, {
      message: /GET http:\/\/127\.0\.0\.1:\d+\/api\/v3\/x\/ failed .*not valid HTTP/,
    })
    t.same(clock.sleeps, [])
  })

for (const [title, encoding] of [
  ['Latin-1', 'latin1'],
  ['UTF-16', 'utf16le'],
] as const)
  t.test(`refuses a response in ${title}, because its characters would be replaced`, async (t) => {
    const site = await serve(t, (_seen, response) =>
      response.end(Buffer.from(JSON.stringify(frame('caf\u00E9')), encoding)),
    )
    t.match(await failureOf(makeBench(site.url).api.request(read)), {
      code: 'unreadable_answer',
      message: /returned status 200, but its body is not valid UTF-8/,
    })
  })

t.test('reads a response with a byte order mark', async (t) => {
  const site = await serve(t, (_seen, response) =>
    response.end(`\uFEFF${JSON.stringify(frame('small'))}`),
  )
  t.equal(await makeBench(site.url).api.request(read), 'small')
})

t.test('says of a compression that is broken that it could not be read', async (t) => {
  const site = await serve(t, (_seen, response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end('this is not gzip')
  })
  t.match(await failureOf(makeBench(site.url).api.request(read)), {
    message: /could not be decompressed/,
  })
})

t.test('explains that a server does not support TLS 1.2', async (t) => {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
  const pair = readPair(makeAuthority(t).issue('127.0.0.1'))
  const port = await listen(t, createServer({ ...pair, ...old }))
  const { api, clock } = makeBench(`https://127.0.0.1:${port}`)
  t.match(await failureOf(api.request(read)), { sent: false, message: /1\.2 or later is required/ })
  t.same(clock.sleeps, [])
})

t.test('explains that a server rejected the TLS handshake', async (t) => {
  const other = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' } as const
  const pair = readPair(makeAuthority(t).issue('127.0.0.1'))
  const port = await listen(t, createServer({ ...pair, ...other }))
  const error = await failureOf(makeBench(`https://127.0.0.1:${port}`).api.request(read))
  t.match(error, { reason: /HANDSHAKE_FAILURE/, message: /no common TLS version/ })
})

t.test('says of a server without TLS that host_url says otherwise', async (t) => {
  const site = await serve(t, (_seen, response) => sendJson(response, 200, frame('fine')))
  const { api, clock } = makeBench(site.url.replace('http:', 'https:'))
  t.match(await failureOf(api.request(read)), { message: /host_url, which begins with https/ })
  t.same(clock.sleeps, [])
})
