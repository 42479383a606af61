// The provider runs on its own (`debug`), and each host attaches to it by the lines that it prints.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t, { type Test } from 'tap'
import { startEmulator } from '../../src/emulator/index.ts'
import { providerFolder } from '../terraform/kit/provider.ts'
import { account, apiToken, environment, storyHosts } from './kit/story.ts'

t.setTimeout(300_000)

/** The variables that `debug` prints, once it has printed both. */
const debug = async (t: Test, env: Readonly<Record<string, string>>) => {
  const executable = join(await providerFolder(), 'terraform-provider-dbtcloud')
  const child = spawn(executable, ['debug'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  t.teardown(() => child.kill())
  const variables = new Map<string, string>()
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = /^(\w+_REATTACH_PROVIDERS)='(.*)'$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) variables.set(name, value)
    if (variables.size === 2) return { child, variables: Object.fromEntries(variables) }
  }
  throw new Error('The provider ended before it printed how to attach.')
}

if (storyHosts.length === 0)
  t.test('a host attaches', { skip: 'no host on this machine' }, async () => {})
for (const host of storyHosts)
  t.test(`plan, apply, and destroy are served by one process (${host.name})`, async (t) => {
    const emulator = await startEmulator({ accounts: [{ id: account, token: apiToken }] })
    t.teardown(() => emulator.close())
    const { child, variables } = await debug(t, environment(emulator))
    // Without credentials of its own: a provider that the host starts can do nothing.
    const project = await host.openAttached(t, variables)
    project.configure({ okta: 'okta' })
    t.same(await project.preview(), ['create okta'])
    const { code, said } = await project.up()
    t.equal(code, 0, said)
    t.equal(emulator.tokens(account).list().length, 1)
    t.same(await project.preview(), [])
    t.equal((await project.destroy()).code, 0)
    t.same(emulator.tokens(account).list(), [])
    t.equal(child.exitCode, null, 'it still runs')
  })
