// Both ways of adding the package to Pulumi, and the schema that the real bridge derives from it.
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { dbtcloud } from '../../src/dbtcloud/provider.ts'
import { pulumiSchema } from '../../src/docs/index.ts'
import { bridged } from './kit/bridged-schema.ts'
import { pulumiStory } from './kit/pulumi-story.ts'

t.setTimeout(300_000)

const version = '0.1.0'
const getSchema = ['package', 'get-schema', 'terraform-provider']

pulumiStory('the schema of the bridge is the one that the docs predict', async (t, scene) => {
  const project = await scene.open({ package: [] })
  const { stdout } = await project.done(...getSchema, scene.executable)
  t.strictSame(bridged(JSON.parse(stdout)), bridged(pulumiSchema(dbtcloud)))
  t.match(JSON.parse(stdout), { name: 'dbtcloud', version: '0.0.0' })
  const again = await project.done(...getSchema, scene.executable)
  t.equal(again.stdout, stdout, 'the second one is the same, byte by byte')
})

pulumiStory('a path with a version in its name cannot be added', async (t, scene) => {
  const project = await scene.open({ package: [] })
  const versioned = join(t.testdir(), `terraform-provider-dbtcloud_v${version}`)
  copyFileSync(scene.executable, versioned)
  const add = async (path: string) => project.run('package', 'add', 'terraform-provider', path)
  t.not((await add(versioned)).code, 0)
  t.equal((await add(versioned.replace(/_v.*/, ''))).code, 0, 'without the version it is found')
})

/** Puts the executable where the bridge keeps what it downloaded, as a person would. */
const fillCache = (t: Test, executable: string): string => {
  const cache = t.testdir()
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`
  const folder = `registry.opentofu.org/dbt-labs/dbtcloud/${version}/${platform}`
  const file = join(cache, folder, `terraform-provider-dbtcloud_v${version}`)
  mkdirSync(dirname(file), { recursive: true })
  copyFileSync(executable, file)
  return cache
}

pulumiStory('a registry address with a version works without a network', async (t, scene) => {
  const env = { PULUMI_DYNAMIC_TF_PLUGIN_CACHE_DIR: fillCache(t, scene.executable) }
  const project = await scene.open({ package: ['dbt-labs/dbtcloud', version], env })
  const { stdout } = await project.done(...getSchema, 'dbt-labs/dbtcloud', version)
  t.match(JSON.parse(stdout), {
    version,
    publisher: 'dbt-labs',
    repository: 'https://github.com/dbt-labs/terraform-provider-dbtcloud',
  })
  project.configure({ okta: 'okta' })
  t.equal((await project.up()).code, 0)
  t.same(await project.preview(), [])
  t.equal((await project.destroy()).code, 0)
})
