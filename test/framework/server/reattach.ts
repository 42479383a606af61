import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import t from 'tap'
import { reattachLines } from '../../../src/framework/server/reattach.ts'
import { dial } from '../../core/plugin-client.ts'
import { startFixture } from './fixture-plugin.ts'

const ADDRESS = 'tests/fixture'

interface Reattach {
  readonly Pid: number
  readonly Addr: { readonly Network: string; readonly String: string }
}

const startDebug = async () => {
  const plugin = startFixture({ args: ['--debug'] })
  const line = await plugin.stdoutLine(/^TF_REATTACH_PROVIDERS=/)
  const text = /^TF_REATTACH_PROVIDERS='(.*)'$/.exec(line)?.[1] ?? ''
  const providers: Record<string, Reattach> = JSON.parse(text)
  return { plugin, providers, entry: providers[ADDRESS] }
}

t.test('prints how to attach, by the short address that every host knows', async (t) => {
  const { plugin, providers } = await startDebug()
  t.match(providers, {
    [ADDRESS]: {
      Protocol: 'grpc',
      ProtocolVersion: 6,
      Pid: plugin.pid,
      Test: true,
      Addr: { Network: 'unix', String: /^\// },
    },
  })
  t.strictSame(Object.keys(providers), [ADDRESS])
  await plugin.kill('SIGTERM')
})

t.test("prints the same for Pulumi's bridge under its own name", async (t) => {
  const { plugin } = await startDebug()
  const line = await plugin.stdoutLine(/^PULUMI_/)
  t.equal(line, plugin.stdout[0]?.replace(/^TF_/, 'PULUMI_BRIDGE_'))
  await plugin.kill('SIGTERM')
})

const place = { network: 'unix', address: "/tmp/it's/s" } as const

t.test('keeps the host of an address in another registry, as OpenTofu needs it', async (t) => {
  t.match(reattachLines('registry.opentofu.org/tests/fixture', place), '{"registry.opentofu.org/')
})

t.test('prints lines that a shell reads back', async (t) => {
  const script = `${reattachLines(ADDRESS, place)}\nprintf %s "$TF_REATTACH_PROVIDERS"`
  const read = JSON.parse(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }))
  t.match(read, { [ADDRESS]: { Addr: { String: place.address } } })
})

t.test('serves one command after another without cookie or TLS, even after a stop', async (t) => {
  const { plugin, entry } = await startDebug()
  for (const _ of ['plan', 'apply']) {
    const connection = dial(`unix:${entry?.Addr.String}`)
    t.strictSame(await connection.call('ConfigureProvider', {}), { diagnostics: [] })
    t.strictSame(await connection.call('StopProvider', {}), {})
    t.strictSame(await connection.call('ConfigureProvider', {}), { diagnostics: [] })
    connection.close()
  }
  await plugin.kill('SIGTERM')
})

t.test('ends on Ctrl-C and removes its socket', async (t) => {
  const { plugin, entry } = await startDebug()
  t.strictSame(await plugin.kill('SIGINT'), { code: 130, signal: null })
  t.notOk(existsSync(entry?.Addr.String ?? ''))
})
