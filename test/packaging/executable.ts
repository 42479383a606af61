import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import manifest from '../../package.json' with { type: 'json' }
import { packagedAlone } from '../../scripts/packaging/packaged.ts'
import { connect } from '../core/plugin-client.ts'

const folder = t.testdir({ empty: {}, 'print.cjs': "console.log('printed by a preload')" })
const executable = await packagedAlone(folder)
/** A PATH without Node.js. */
const PATH = join(folder, 'empty')

const byHand = (env: Readonly<Record<string, string>> = {}) =>
  new Promise((resolve) => {
    execFile(executable, { env: { PATH, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })

const hostile = {
  'a preload that prints': `--require ${join(folder, 'print.cjs')}`,
  'an option that does not exist': '--no-such-option',
  'a module that does not exist': '--import ./nowhere.mjs',
  'no option at all': 'nonsense',
}

t.test('is one file', async (t) => {
  t.strictSame(readdirSync(dirname(executable)).length, 1)
})

t.test('prints what it is, without Node.js on the machine', async (t) => {
  t.match(await byHand(), {
    code: 1,
    stdout: '',
    stderr: `terraform-provider-dbtcloud ${manifest.version} is a plugin`,
  })
})

t.test('returns its schema to a host, without Node.js on the machine', async (t) => {
  const client = await connect(executable, { env: { PATH } })
  const { resource_schemas } = await client.call('GetProviderSchema', {})
  t.hasProp(resource_schemas ?? {}, 'dbtcloud_scim_config_token')
  t.equal((await client.shutdown()).code, 0)
})

for (const [name, options] of Object.entries(hostile)) {
  t.test(`ignores NODE_OPTIONS: ${name}`, async (t) => {
    t.strictSame(await byHand({ NODE_OPTIONS: options }), await byHand())
    const client = await connect(executable, { env: { PATH, NODE_OPTIONS: options } })
    t.strictSame(client.stderr, [])
    t.equal((await client.shutdown()).code, 0)
  })
}

t.test('does not load a file from the working directory', async (t) => {
  const cwd = join(folder, 'elsewhere')
  mkdirSync(cwd)
  for (const name of ['node_modules', 'bundle', 'package.json', 'main.cjs']) {
    writeFileSync(join(cwd, name), 'throw new Error("loaded")')
  }
  const stderr = await new Promise((resolve) => {
    execFile(executable, { cwd, env: { PATH } }, (_, __, text) => resolve(text))
  })
  t.match(stderr, /is a plugin/)
})

t.test('uses at most 90 MiB of memory when it has returned its schema', async (t) => {
  if (process.platform !== 'linux') return t.comment('only Linux has a file with this value')
  const client = await connect(executable, { env: { PATH } })
  await client.call('GetProviderSchema', {})
  const status = readFileSync(`/proc/${client.pid}/status`, 'utf8')
  t.ok(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) <= 90 * 1024)
  await client.shutdown()
})
