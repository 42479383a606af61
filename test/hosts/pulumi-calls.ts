// The RPCs of each operation of Pulumi, in order: what the contract in test/pulumi assumes of the bridge.
import t from 'tap'
import { pulumiStory } from './kit/pulumi-story.ts'
import { account } from './kit/story.ts'

t.setTimeout(300_000)

/** What every process begins with. A refresh, an import, and a destroy do not validate the settings again. */
const schema = 'GetProviderSchema'
const validated = [schema, 'ValidateProviderConfig', 'ConfigureProvider']
const configured = [schema, 'ConfigureProvider']
const diff = ['UpgradeResourceState', 'PlanResourceChange']
const create = ['ValidateResourceConfig', 'PlanResourceChange', 'ApplyResourceChange']

pulumiStory('each operation calls the same RPCs as ever', async (t, { ...scene }) => {
  const project = (await scene.open()).traced()
  const calls = async (command: () => Promise<unknown>): Promise<readonly string[]> => {
    await command()
    return project.calls()
  }
  project.configure({ okta: 'first' })
  const preview = await calls(async () => project.preview())
  t.same(preview.slice(-4), [...validated.slice(1), 'ValidateResourceConfig', 'PlanResourceChange'])
  t.same(await calls(async () => project.up()), [...validated, ...create], 'create')
  const unchanged = [...validated, 'ValidateResourceConfig', ...diff]
  t.same(await calls(async () => project.up()), unchanged, 'nothing to do')
  t.same(await calls(async () => project.refresh()), [
    ...configured,
    'UpgradeResourceState',
    'ReadResource',
    ...diff,
  ])
  project.configure({ okta: 'second' })
  t.same(
    await calls(async () => project.up()),
    [...unchanged, ...create, 'ApplyResourceChange'],
    'a replacement: the last one deletes',
  )
  t.same(await calls(async () => project.destroy()), [...configured, 'ApplyResourceChange'])
})

pulumiStory('an import reads, for its preview and for itself', async (t, scene) => {
  const token = scene.emulator.tokens(account).add('okta')
  const project = (await scene.open()).traced()
  project.configure({ okta: 'okta' })
  await project.importToken('okta', String(token.id))
  const calls = project.calls().filter((rpc) => /Import|Read|Apply/.test(rpc))
  const once = ['ImportResourceState', 'ReadResource']
  t.same(calls, [...once, ...once])
})
