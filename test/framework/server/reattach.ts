import { existsSync } from 'node:fs'
import t from 'tap'
import { dial } from '../../core/plugin-client.ts'
import { startFixture } from './fixture-plugin.ts'

const ADDRESS = 'registry.terraform.io/tests/fixture'

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

t.test('tells a person how to attach, by the full address', async (t) => {
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

t.test('serves one command after another, without cookie or TLS, also after a stop', async (t) => {
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

t.test('ends by Ctrl-C and takes its socket away', async (t) => {
  const { plugin, entry } = await startDebug()
  t.strictSame(await plugin.kill('SIGINT'), { code: 130, signal: null })
  t.notOk(existsSync(entry?.Addr.String ?? ''))
})
