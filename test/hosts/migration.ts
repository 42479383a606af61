import { statSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { start } from '../terraform/kit/command.ts'
import { pulumiStory } from './kit/pulumi-story.ts'
import { account, environment, storyHosts, written } from './kit/story.ts'

t.setTimeout(600_000)

pulumiStory('a Terraform state moves to a stack with its secrets', async (t, scene) => {
  const { emulator, executable } = scene
  const [base] = storyHosts
  if (base === undefined || base.kind === 'pulumi') return void t.pass('Terraform is not installed')
  const old = await base.open(t, environment(emulator))
  const tokens = { okta: 'okta', entra: 'Entra ID' }
  old.configure(tokens)
  t.equal((await old.up()).code, 0)

  const project = await scene.open()
  project.configure(tokens)
  writeFileSync(project.path('terraform.tfstate'), await old.stateText())
  const convert = async (...args: readonly string[]) => {
    const all = ['pulumi-import', '--state', 'terraform.tfstate', ...args]
    const { outcome } = start({
      program: executable,
      args: all,
      folder: project.path('.'),
      env: {},
    })
    const { code, said } = await outcome
    t.equal(code, 0, said)
    for (const { token_string } of emulator.tokens(account).list()) t.notMatch(said, token_string)
  }
  const writes = written(emulator).length

  await convert('--out', 'imports.json')
  await project.done('import', '--file', 'imports.json', '--yes', '--protect=false')
  const { stdout } = await project.done('stack', 'export')
  writeFileSync(project.path('stack.json'), stdout)
  await convert('--stack', 'stack.json', '--out', 'filled.json')
  t.equal(statSync(project.path('filled.json')).mode & 0o777, 0o600)
  await project.done('stack', 'import', '--file', 'filled.json')

  t.same(await project.stored(), await old.stored())
  t.same(await project.preview(), [])
  const state = await project.stateText()
  for (const { token_string } of emulator.tokens(account).list()) t.notMatch(state, token_string)
  t.equal((await project.refresh()).code, 0)
  t.same(await project.stored(), await old.stored(), 'a refresh keeps the secrets')
  t.equal(written(emulator).length, writes, 'nothing was created or deleted')
})
