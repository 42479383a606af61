// What only Pulumi has: outputs, secrets of the stack, names of its own, options, `get`, providers.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import type { PulumiProject } from './kit/pulumi-project.ts'
import { pulumiStory } from './kit/pulumi-story.ts'
import { account, apiToken, written } from './kit/story.ts'

t.setTimeout(600_000)

const okta = (properties: object = { name: 'okta-scim' }, options: object = {}) => ({
  resources: { okta: { type: 'dbtcloud:ScimConfigToken', properties, options } },
})

/** Ends the processes of the provider as a lack of memory does: Pulumi runs one for the schema, one for the stack. */
const killAll = (executable: string): void => {
  const processes = execFileSync('ps', ['-axo', 'pid=,args=']).toString().split('\n')
  const ids = processes
    .filter((line) => line.includes(` ${executable}`))
    .map((line) => Number.parseInt(line, 10))
  for (const pid of ids) process.kill(pid, 'SIGKILL')
}

const output = async (project: PulumiProject, name: string): Promise<string> => {
  const { stdout } = await project.done('stack', 'output', name, '--show-secrets')
  return stdout.trim()
}

pulumiStory('the YAML program of the guide runs', async (t, scene) => {
  const { emulator } = scene
  const project = await scene.open()
  const example = readFileSync('examples/pulumi/yaml/Pulumi.yaml', 'utf8')
  project.yaml(example.slice(example.indexOf('resources:')))
  const { said } = await project.done('preview')
  t.match(said, 'to create')
  t.same(written(emulator), [])
  const made = await project.done('up', '--yes', '--skip-preview')
  t.same(written(emulator), ['POST'])
  const [token] = emulator.tokens(account).list()
  if (token === undefined) throw new Error('The update created no token.')
  t.match(made.said, /scimToken\s*: \[secret\]/)
  t.notMatch(made.said, token.token_string)
  t.equal(await output(project, 'scimToken'), token.token_string)
  t.equal(await output(project, 'scimTokenId'), String(token.id))
  const state = await project.stateText()
  t.notMatch(state, token.token_string)
  t.match(state, /"tokenString": \{[^}]*"ciphertext"/)
  emulator.clear()
  t.equal((await project.run('refresh', '--yes', '--expect-no-changes')).code, 0)
  t.equal((await project.run('up', '--yes', '--expect-no-changes')).code, 0)
  t.same(written(emulator), [])
  await project.done('destroy', '--yes')
  t.same(written(emulator), [`DELETE ${token.id}`])
})

pulumiStory('a token without a name gets one, which stays', async (t, scene) => {
  const { emulator } = scene
  const project = await scene.open()
  project.program(okta({}))
  t.equal((await project.up()).code, 0)
  const [token] = emulator.tokens(account).list()
  t.match(token?.name, /^okta-[0-9a-f]{7}$/)
  t.same(await project.preview(), [])
  await project.done('config', 'set', '--path', 'pulumi:autonaming.mode', 'verbatim')
  t.equal((await project.destroy()).code, 0)
  t.equal((await project.up()).code, 0)
  t.equal(emulator.tokens(account).list()[0]?.name, 'okta')
})

pulumiStory('deleteBeforeReplace deletes the old token first', async (t, scene) => {
  const { emulator } = scene
  const project = await scene.open()
  project.program(okta({ name: 'first' }))
  t.equal((await project.up()).code, 0)
  const [first] = emulator.tokens(account).list()
  project.program(okta({ name: 'second' }, { deleteBeforeReplace: true }))
  emulator.clear()
  t.equal((await project.up()).code, 0)
  t.same(written(emulator), [`DELETE ${first?.id}`, 'POST'])
})

pulumiStory('the import option imports once', async (t, scene) => {
  const { emulator } = scene
  const token = emulator.tokens(account).add('by hand')
  const project = await scene.open()
  project.program(okta({ name: 'by hand' }, { import: String(token.id) }))
  t.equal((await project.up()).code, 0)
  t.match(await project.stored(), [{ id: String(token.id), token_string: null }])
  t.same(await project.preview(), [])
  project.program(okta({ name: 'by hand' }))
  t.same(await project.preview(), [], 'the option can be removed')
  t.same(written(emulator), [])
})

pulumiStory('an empty program imports with the file of the guide', async (t, scene) => {
  const { emulator } = scene
  const token = emulator.tokens(account).add('by hand')
  const project = await scene.open()
  const sdk = readFileSync(project.path('sdks/dbtcloud/dbtcloud-0.0.0.yaml'), 'utf8')
  const resource = {
    type: 'dbtcloud:index/scimConfigToken:ScimConfigToken',
    name: 'okta',
    id: String(token.id),
    version: '0.0.0',
    parameterization: {
      pluginName: 'terraform-provider',
      pluginVersion: /^version: (.*)$/m.exec(sdk)?.[1],
      value: /^ +value: (.*)$/m.exec(sdk)?.[1],
    },
  }
  writeFileSync(project.path('import.json'), JSON.stringify({ resources: [resource] }))
  await project.done('import', '--file', 'import.json', '--yes', '--protect=false')
  project.program(okta({ name: 'by hand' }))
  t.same(await project.preview(), [])
  t.same(written(emulator), [])
})

pulumiStory('get reads a token and never deletes it', async (t, scene) => {
  const { emulator } = scene
  const token = emulator.tokens(account).add('by hand')
  const project = await scene.open()
  const seen = { type: 'dbtcloud:ScimConfigToken', get: { id: String(token.id) } }
  const provider = { type: 'pulumi:providers:dbtcloud' }
  const outputs = { name: '${seen.name}', id: '${seen.scimConfigTokenId}' }
  const options = { provider: '${provider}' }
  project.program({ resources: { provider, seen: { ...seen, options } }, outputs })
  const { code, said } = await project.up()
  t.equal(code, 0, said)
  t.equal(await output(project, 'name'), 'by hand')
  t.equal(await output(project, 'id'), String(token.id))
  project.program({ resources: { provider } })
  t.equal((await project.up()).code, 0)
  t.equal((await project.destroy()).code, 0)
  t.same(written(emulator), [])
})

pulumiStory('a data source is a function', async (t, scene) => {
  const { emulator } = scene
  emulator.tokens(account).add('by hand')
  const project = await scene.open()
  const call = { 'fn::invoke': { function: 'dbtcloud:getScimConfigTokens', return: 'tokens' } }
  project.program({ variables: { tokens: call }, outputs: { name: '${tokens[0].name}' } })
  const { code, said } = await project.up()
  t.equal(code, 0, said)
  t.equal(await output(project, 'name'), 'by hand')
})

pulumiStory('a provider of the program brings its own token', async (t, scene) => {
  const { emulator } = scene
  const project = await scene.open({ env: { DBT_CLOUD_TOKEN: '' } })
  const provider = {
    type: 'pulumi:providers:dbtcloud',
    properties: { token: { 'fn::secret': apiToken } },
  }
  const { resources } = okta({ name: 'okta' }, { provider: '${provider}' })
  project.program({ resources: { provider, ...resources } })
  const { code, said } = await project.up()
  t.equal(code, 0, said)
  t.equal(emulator.tokens(account).list().length, 1)
  t.notMatch(await project.stateText(), apiToken)
})

pulumiStory('a provider that dies during a create is an error', async (t, scene) => {
  const { emulator } = scene
  const project = await scene.open()
  project.program(okta())
  const hold = emulator.fail({ method: 'POST' }, { latency: Infinity })
  const running = project.startUp()
  await hold.applied
  killAll(scene.executable)
  const { code, said } = await running.outcome
  t.not(code, 0)
  t.match(said, /error reading from server|Unavailable/)
  t.same(await project.stored(), [])
})
