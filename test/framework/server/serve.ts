import t from 'tap'
import {
  createHostIdentity,
  dial,
  hostEnvironment,
  parseHandshake,
} from '../../core/plugin-client.ts'
import { connectFixture, connectThroughShell, startFixture } from './fixture-plugin.ts'

const UNAVAILABLE = 14

t.test('greets a host over a socket with mutual TLS', async (t) => {
  const plugin = await connectFixture()
  t.match(plugin.handshake, { coreVersion: '1', protocolVersion: '6', network: 'unix' })
  t.match(plugin.handshake, { protocol: 'grpc', certificate: /^[A-Za-z0-9+/]{100,}$/ })
  t.strictSame(await plugin.call('StopProvider', {}), {})
  await plugin.shutdown()
})

t.test('greets a host over TCP, on the loopback alone', async (t) => {
  const plugin = await connectFixture({ args: ['--tcp'] })
  t.match(plugin.handshake, { network: 'tcp', address: /^127\.0\.0\.1:\d+$/ })
  t.strictSame(await plugin.call('StopProvider', {}), {})
  t.equal((await plugin.shutdown()).code, 0)
})

t.test('serves plaintext to a host that gave no certificate', async (t) => {
  for (const args of [[], ['--tcp']]) {
    const plugin = await connectFixture({ tls: 'none', args })
    t.equal(plugin.handshake.certificate, '')
    t.strictSame(await plugin.call('StopProvider', {}), {})
    await plugin.shutdown()
  }
})

t.test('refuses connections that are not from its host', async (t) => {
  const plugin = await connectFixture()
  const { target, certificate: serverCertificate } = plugin.handshake
  const strangers = {
    'with no certificate': dial(target, { serverCertificate }),
    'with another certificate': dial(target, { ...createHostIdentity(), serverCertificate }),
    'in plaintext': dial(target),
  }
  for (const [how, stranger] of Object.entries(strangers)) {
    await t.rejects(stranger.call('StopProvider', {}), { code: UNAVAILABLE }, how)
    stranger.close()
  }
  t.strictSame(await plugin.call('StopProvider', {}), {}, 'the host is still served')
  await plugin.shutdown()
})

for (const versions of ['5,6', '6,5', '6', '']) {
  t.test(`speaks protocol 6 to a host that offers '${versions}'`, async (t) => {
    const plugin = await connectFixture({ env: { PLUGIN_PROTOCOL_VERSIONS: versions } })
    t.equal(plugin.handshake.protocolVersion, '6')
    await plugin.shutdown()
  })
}

t.test('keeps what anybody prints away from stdout', async (t) => {
  const plugin = await connectFixture()
  await plugin.call('ConfigureProvider', { terraform_version: 'print' })
  await plugin.shutdown()
  t.strictSame(plugin.stdout, [plugin.handshake.line])
  t.strictSame(plugin.stderr, [
    'printed before the handshake',
    'printed by console.log',
    'printed by write',
  ])
})

t.test('explains itself to a person who starts it', async (t) => {
  const plugin = startFixture({ env: { TF_PLUGIN_MAGIC_COOKIE: 'wrong' } })
  t.strictSame(await plugin.exited, { code: 1, signal: null })
  t.strictSame(plugin.stdout, [])
  t.match(plugin.stderr.join('\n'), /terraform-provider-fixture 1\.2\.3 is a plugin.*\n.*--debug/)
})

const failures: [string, env: Record<string, string>, expected: RegExp][] = [
  [
    'the host is too old',
    { PLUGIN_PROTOCOL_VERSIONS: '5' },
    /host supports 5\. Use Terraform 1\.0/,
  ],
  ['the handlers cannot be made', { FIXTURE_FAULT: 'handlers' }, /two bars and a second line$/],
  ["the host's certificate is none", { PLUGIN_CLIENT_CERT: 'nonsense' }, /PEM/i],
  ['there is no directory for the socket', { PLUGIN_UNIX_SOCKET_DIR: '/nowhere' }, /./],
  [
    'there is no group for the socket',
    { PLUGIN_UNIX_SOCKET_GROUP: 'no-such-group' },
    /PLUGIN_UNIX_SOCKET_GROUP names a group that does not exist: no-such-group$/,
  ],
]

for (const [what, env, expected] of failures) {
  t.test(`reports to the user when ${what}`, async (t) => {
    const plugin = startFixture({ env: { ...hostEnvironment(createHostIdentity()), ...env } })
    t.strictSame(await plugin.exited, { code: 1, signal: null })
    t.equal(plugin.stdout.length, 1)
    const [line = ''] = plugin.stdout
    t.match(line, expected)
    t.match(line, /^terraform-provider-fixture cannot start: /)
    t.throws(() => parseHandshake(line))
  })
}

t.test('takes and gives messages of more than 4 MiB', async (t) => {
  const plugin = await connectFixture()
  const msgpack = Buffer.alloc(5 * 1024 * 1024, 'a')
  const { new_state } = await plugin.call('ReadResource', { current_state: { msgpack } })
  t.ok(msgpack.equals(new_state?.msgpack ?? Buffer.alloc(0)))
  await plugin.shutdown()
})

t.test('logs in the form of hclog, at the level of the host', async (t) => {
  const plugin = await connectFixture({ env: { TF_LOG_PROVIDER: 'DEBUG', TF_LOG: 'ERROR' } })
  await plugin.call('ConfigureProvider', { terraform_version: 'log' })
  await plugin.shutdown()
  const lines = plugin.stderr.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
  t.strictSame(
    lines.map((line) => line['@message']),
    ['a debug', 'an error'],
  )
  t.match(lines[0], { '@module': 'fixture', count: '9007199254740993' })
  t.match(lines[0]['@timestamp'], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
})

t.test("leaves stdin to the host's user", async (t) => {
  const plugin = await connectThroughShell('"$0" "$1"; cat >&2')
  plugin.process.stdin?.end('typed by the user\n')
  await plugin.call('StopProvider', {})
  await plugin.shutdown()
  t.ok(plugin.stderr.includes('typed by the user'))
})
