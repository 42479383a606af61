// The package for Alpine, in a root that has musl and no glibc.
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import manifest from '../../package.json' with { type: 'json' }
import { packageMusl } from '../../scripts/packaging/musl/package.ts'
import { packaged } from '../../scripts/packaging/packaged.ts'
import { defaultAccount, startEmulator } from '../../src/emulator/index.ts'
import { startCore } from '../core/core.ts'
import { connect } from '../core/plugin-client.ts'
import { inRoot, withoutMusl, writeMuslRoot } from './kit/musl-root.ts'

t.setTimeout(600_000)
const skip = withoutMusl() ?? false

t.test('the package for Alpine', { skip }, async (t) => {
  const folder = t.testdir({ root: {}, shared: {} })
  const [root, shared] = [join(folder, 'root'), join(folder, 'shared')]
  await writeMuslRoot(root)
  mkdirSync(join(root, 'provider'))
  await packageMusl(join(root, 'provider'), manifest.version)
  const [command, ...args] = inRoot(root, shared)
  const program = [...args, '/provider/terraform-provider-dbtcloud']
  const run = (file: string, ...args: readonly string[]) =>
    execFileSync(file, args, { encoding: 'utf8', env: { PATH: process.env['PATH'] } })

  t.test('prints the same schema as the one for glibc', async (t) => {
    t.equal(run(command, ...program, 'schema'), run(await packaged(), 'schema'))
  })

  t.test('creates a token for a host, whatever Node would read', async (t) => {
    const emulator = await startEmulator()
    t.teardown(() => emulator.close())
    const env = { TMPDIR: shared, NODE_DEBUG: '*', NODE_CHANNEL_FD: '1', OPENSSL_CONF: '/nowhere' }
    const client = await connect(command, { args: program, env })
    const core = await startCore(client, {
      providerConfig: {
        host_url: emulator.host_url,
        account_id: defaultAccount.id,
        token: defaultAccount.token,
      },
    })
    const token = core.resource('dbtcloud_scim_config_token')
    t.equal((await token.apply({ name: 'one' })).isFailed, false)
    t.equal((await token.refresh()).isFailed, false)
    t.equal((await token.destroy()).isFailed, false)
    t.strictSame(await client.shutdown(), { code: 0, signal: null })
    t.equal(client.stdout.length, 1)
    t.strictSame(client.stderr, [])
  })
})
