// Variables that Node and its libraries read: none changes what the executable does or prints.
import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { packagedAlone } from '../../scripts/packaging/packaged.ts'
import { defaultAccount, startEmulator } from '../../src/emulator/index.ts'
import { startCore } from '../core/core.ts'
import { connect } from '../core/plugin-client.ts'

t.setTimeout(300_000)
const folder = t.testdir({
  empty: {},
  written: {},
  'print.cjs': "console.log('printed by a preload')",
  'broken.cnf': 'openssl_conf = [',
})
const executable = await packagedAlone(folder)
const emulator = await startEmulator()
t.teardown(() => emulator.close())

const written = join(folder, 'written')
const [preload, broken] = [join(folder, 'print.cjs'), join(folder, 'broken.cnf')]

const rows: Readonly<Record<string, string>> = {
  CARES_HOSTS: broken,
  FORCE_COLOR: '3',
  GRPC_NODE_TRACE: 'all',
  GRPC_NODE_VERBOSITY: 'DEBUG',
  GRPC_SSL_CIPHER_SUITES: 'none',
  GRPC_TRACE: 'all',
  GRPC_VERBOSITY: 'DEBUG',
  ICU_DATA: written,
  ICU_TIMEZONE_FILES_DIR: written,
  NODE_CHANNEL_FD: '1',
  NODE_CHANNEL_SERIALIZATION_MODE: 'none',
  NODE_CLUSTER_SCHED_POLICY: 'none',
  NODE_COMPILE_CACHE: join(written, 'cache'),
  NODE_COMPILE_CACHE_PORTABLE: '1',
  NODE_DEBUG: '*',
  NODE_DEBUG_NATIVE: '*',
  NODE_DISABLE_COLORS: '1',
  NODE_DISABLE_COMPILE_CACHE: '1',
  NODE_ICU_DATA: join(folder, 'nowhere'),
  NODE_INSPECT_RESUME_ON_START: '1',
  NODE_NO_WARNINGS: '1',
  NODE_OPTIONS: `--require ${preload} --inspect`,
  NODE_PATH: folder,
  NODE_PENDING_DEPRECATION: '1',
  NODE_PENDING_PIPE_INSTANCES: '0',
  NODE_PRESERVE_SYMLINKS: '1',
  NODE_REDIRECT_WARNINGS: join(written, 'warnings'),
  NODE_REPL_EXTERNAL_MODULE: preload,
  NODE_REPL_HISTORY: join(written, 'history'),
  NODE_SKIP_PLATFORM_CHECK: '0',
  NODE_TEST_CONTEXT: 'child-v8',
  NODE_TEST_WORKER_ID: 'none',
  NODE_TLS_REJECT_UNAUTHORIZED: '0',
  NODE_UNIQUE_ID: '1',
  NODE_USE_ENV_PROXY: '1',
  NODE_USE_SYSTEM_CA: '1',
  NODE_V8_COVERAGE: join(written, 'coverage'),
  OPENSSL_CONF: broken,
  OPENSSL_CONF_INCLUDE: folder,
  OPENSSL_ENGINES: folder,
  OPENSSL_MODULES: folder,
  PKG_EXECPATH: preload,
  QLOGDIR: written,
  SSLKEYLOGFILE: join(written, 'keys'),
  TF_NODE_SEA: preload,
  UV_THREADPOOL_SIZE: '0',
  UV_USE_IO_URING: '1',
  V8_OPTIONS: '--trace-opt',
  WATCH_REPORT_DEPENDENCIES: '1',
}

const PATH = join(folder, 'empty')

const run = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  new Promise((resolve) => {
    execFile(executable, args, { cwd: written, env: { PATH, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })

const commands = [['--version'], ['schema'], ['nonsense']] as const
const plain = await Promise.all(commands.map((args) => run(args, {})))

for (const [name, value] of Object.entries(rows)) {
  t.test(`${name} changes nothing`, async (t) => {
    const client = await connect(executable, { env: { PATH, [name]: value } })
    const core = await startCore(client, {
      providerConfig: {
        host_url: emulator.host_url,
        account_id: defaultAccount.id,
        token: defaultAccount.token,
      },
    })
    const token = core.resource('dbtcloud_scim_config_token')
    t.equal((await token.apply({ name })).isFailed, false)
    t.strictSame(await client.shutdown(), { code: 0, signal: null })
    t.equal(client.stdout.length, 1)
    t.strictSame(client.stderr, [])
    const outcomes = commands.map((args) => run(args, { [name]: value }))
    t.strictSame(await Promise.all(outcomes), plain)
    t.strictSame(readdirSync(written), [])
  })
}
