import t from 'tap'
import {
  checkVersion,
  failureLine,
  handshakeLine,
  isHosted,
} from '../../../src/framework/server/handshake.ts'
import { MAGIC_COOKIE } from '../../core/plugin-client.ts'

t.test('knows a host by its cookie', async (t) => {
  t.ok(isHosted({ TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE }))
  t.notOk(isHosted({}))
  t.notOk(isHosted({ TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE.toUpperCase() }))
})

for (const offered of ['5,6', '6,5', '6', ' 6', '', undefined]) {
  t.test(`accepts a host that offers ${JSON.stringify(offered)}`, async (t) => {
    t.doesNotThrow(() => checkVersion({ PLUGIN_PROTOCOL_VERSIONS: offered }))
  })
}

for (const offered of ['5', '4,5', '16,66']) {
  t.test(`refuses a host that offers ${offered}, and says what it needs`, async (t) => {
    t.throws(() => checkVersion({ PLUGIN_PROTOCOL_VERSIONS: offered }), {
      name: 'HostTooOld',
      offered,
      message: /Use Terraform 1.0 or later/,
    })
  })
}

const socket = { network: 'unix', address: '/tmp/s' } as const

t.test('writes certificates of every length without padding', async (t) => {
  for (const length of [300, 301, 302]) {
    const certificate = Buffer.alloc(length, 0xff)
    const line = handshakeLine(socket, certificate, {})
    const encoded = line.split('|')[5] ?? ''
    t.match(encoded, /^[A-Za-z0-9+/]+$/)
    t.strictSame(Buffer.from(encoded, 'base64'), certificate)
  }
})

t.test('leaves the sixth field empty without TLS', async (t) => {
  t.equal(handshakeLine(socket, undefined, {}), '1|6|unix|/tmp/s|grpc|')
})

t.test('has a seventh field only for a host that asks for it', async (t) => {
  const env = { PLUGIN_MULTIPLEX_GRPC: 'true' }
  const place = { network: 'tcp', address: '127.0.0.1:1' } as const
  t.equal(handshakeLine(place, undefined, env), '1|6|tcp|127.0.0.1:1|grpc||false')
})

t.test('reports a failure in one line that is not a valid handshake', async (t) => {
  t.equal(failureLine('p', new Error('a|b\r\n  c')), 'p cannot start: a b c')
  t.equal(failureLine('p', 'text'), 'p cannot start: text')
})
