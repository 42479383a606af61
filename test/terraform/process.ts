import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t from 'tap'
import { type InstalledCorner, installCorner } from '../corner/install.ts'
import { hosted } from './kit/host.ts'
import { providerFolder } from './kit/provider.ts'
import { instances } from './kit/shown.ts'
import { openWorkspace } from './kit/workspace.ts'

t.setTimeout(600_000)

const it = 'resource "corner_everything" "it" { name = "it" }\n'

/** The calls to each process of the provider, in order, from the host's log. */
const calls = (log: string): readonly (readonly string[])[] => {
  const asked = log.matchAll(/\[TRACE\] provider\.terraform-provider-corner: asked: (.*)/g)
  const field = (line: string, name: string) => new RegExp(`${name}=(\\w+)`).exec(line)?.[1] ?? ''
  const lines = [...asked].map(([, fields = '']) => fields)
  const byProcess = Map.groupBy(lines, (line) => field(line, 'pid'))
  return [...byProcess.values()].map((lines) => lines.map((line) => field(line, 'tf_rpc')))
}

const configured = ['ValidateProviderConfig', 'ConfigureProvider', 'ValidateResourceConfig']

hosted(
  'returns its schema from the first process only, and is called in order',
  async (t, host) => {
    const workspace = openWorkspace(t, host, installCorner(t)).traced()
    workspace.write(it)
    await workspace.apply()
    t.same(calls(workspace.log()), [
      ['GetProviderSchema'],
      ['ValidateResourceConfig'],
      [...configured, 'PlanResourceChange'],
      [...configured, 'PlanResourceChange', 'ApplyResourceChange'],
    ])
  },
)

hosted('has each of its log lines in the host log, with any fields', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t)).traced()
  workspace.write(`provider "corner" { endpoint = terraform_data.later.output }
    resource "terraform_data" "later" { input = "here" }
    ${it}`)
  await workspace.apply()
  const log = workspace.log()
  const line = /\[INFO\] +provider\.terraform-provider-corner: configured: .*/g
  const endpoints = (log.match(line) ?? []).map((text) => /endpoint=(\w+)/.exec(text)?.[1])
  t.same(endpoints, ['unknown', 'here'], 'what is not known yet is no error')
  t.notMatch(log, /\{"@/, 'no line is left undigested')
  t.notMatch(log, 'plugin failed to exit gracefully')
  t.notMatch(log, 'unexpected data')
})

hosted('serves a host without TLS', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t)).with({ TF_DISABLE_PLUGIN_TLS: '1' })
  workspace.write(it)
  await workspace.apply()
  t.match(instances(await workspace.state()), [{ values: { name: 'it' } }])
})

/** Starts the provider as a person does to debug it. */
const debug = async ({ executable }: InstalledCorner, registry: string) => {
  const child = spawn(executable, ['--debug'], {
    env: { CORNER_REGISTRY: registry },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const pattern = /TF_REATTACH_PROVIDERS='(.*)'/
  for await (const line of createInterface({ input: child.stdout })) {
    const [, reattach] = pattern.exec(line) ?? []
    if (reattach) return { child, reattach }
  }
  throw new Error('the provider ended before it printed how to attach to it')
}

hosted('serves plan, apply, and destroy with one debugged process', async (t, host) => {
  const corner = installCorner(t)
  const { child, reattach } = await debug(corner, host.registry)
  t.teardown(() => child.kill())
  rmSync(corner.executable) // so that no host can start another
  const workspace = openWorkspace(t, host, corner).with({ TF_REATTACH_PROVIDERS: reattach })
  workspace.write(it)
  await workspace.plan()
  await workspace.apply('tfplan')
  t.ok(await workspace.isSettled())
  t.match([...corner.openStore().objects.keys()], ['1'])
  await workspace.destroy()
  t.equal(corner.openStore().objects.size, 0)
  t.equal(child.exitCode, null, 'it is still there')
})

hosted("ignores the user's NODE_OPTIONS", async (t, host) => {
  const folder = await providerFolder()
  const workspace = openWorkspace(t, host, { source: 'dbt-labs/dbtcloud', folder })
  const preload = join(workspace.folder, 'preload.cjs')
  writeFileSync(preload, 'console.log("printed before anything else")')
  workspace.write('data "dbtcloud_scim_config" "this" {}')
  const { said } = await workspace.with({ NODE_OPTIONS: `--require=${preload}` }).done('validate')
  t.match(said, 'The configuration is valid')
})

hosted('returns the schema of every type and nesting', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  const { stdout } = await workspace.done('providers', 'schema', '-json')
  const { provider_schemas } = JSON.parse(stdout)
  const { provider, resource_schemas, data_source_schemas } =
    provider_schemas[`${host.registry}/tests/corner`]
  t.match(provider.block.attributes, { endpoint: { type: 'string', optional: true } })
  t.match(resource_schemas.corner_everything.block.attributes, {
    id: { type: 'string', computed: true },
    name: { type: 'string', required: true, description: 'What it is called.' },
    enabled: { type: 'bool', optional: true, computed: true },
    count_of: { type: 'number', optional: true },
    anything: { type: 'dynamic', optional: true },
    ports: { type: ['set', 'number'] },
    tags: { type: ['map', 'string'] },
    point: { type: ['object', { x: 'number', y: 'number' }] },
    owner: { nested_type: { nesting_mode: 'single' } },
    items: { nested_type: { nesting_mode: 'list', attributes: { serial: { computed: true } } } },
    members: { nested_type: { nesting_mode: 'set' } },
    by_key: { nested_type: { nesting_mode: 'map' } },
  })
  t.match(resource_schemas.corner_secret.block.attributes, {
    password_wo: { type: 'string', optional: true, write_only: true, sensitive: true },
    token: { computed: true, sensitive: true },
  })
  t.match(data_source_schemas.corner_everything.block.attributes, { id: { required: true } })
})
