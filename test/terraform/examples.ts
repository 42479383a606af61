import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { hosted } from './kit/host.ts'
import { account, setScene } from './kit/scene.ts'
import { instances } from './kit/shown.ts'

t.setTimeout(600_000)

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
// The example module needs variables. testing-modules.ts runs it with its own tests.
const configurations = globSync('examples/{resources,data-sources,guides}/**/*.tf', {
  cwd: root,
}).sort()
const provider = 'examples/provider/provider.tf'
const providerArguments = 'examples/provider/arguments.tf'

hosted('finds all examples formatted', async (t, host) => {
  const { workspace } = await setScene(t, host)
  const folder = join(root, 'examples')
  const { code, said } = await workspace.run('fmt', '-check', '-recursive', folder)
  t.equal(code, 0, said)
})

for (const path of configurations)
  hosted(`applies ${path}, then plans no changes, and destroys it`, async (t, host) => {
    const { workspace } = await setScene(t, host)
    writeFileSync(join(workspace.folder, 'providers.tf'), read(provider))
    workspace.write(read(path))
    await workspace.apply()
    t.not(instances(await workspace.state()).length, 0)
    t.ok(await workspace.isSettled())
    await workspace.destroy()
    t.strictSame(instances(await workspace.state()), [])
  })

hosted('accepts the arguments in the example of the provider block', async (t, host) => {
  const { workspace } = await setScene(t, host)
  const [requirement = ''] = read(provider).split('# Reads')
  writeFileSync(join(workspace.folder, 'providers.tf'), requirement)
  workspace.write(read(providerArguments))
  const { code, said } = await workspace.run('validate')
  t.equal(code, 0, said)
})

const rotation = 'examples/guides/rotating-a-scim-token/generations.tf'

hosted('keeps both generations of a token during a rotation', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(read(rotation))
  const names = () =>
    emulator
      .tokens(account)
      .list()
      .map(({ name }) => name)
  for (const [generations, expected] of [
    ['["2026"]', ['okta-scim-2026']],
    ['["2026","2027"]', ['okta-scim-2026', 'okta-scim-2027']],
    ['["2027"]', ['okta-scim-2027']],
  ] as const) {
    await workspace.apply(`-var=generations=${generations}`)
    t.strictSame(names(), expected)
  }
})
