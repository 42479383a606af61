// The executable on systems that have less, or allow less, than a developer's.
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import manifest from '../../package.json' with { type: 'json' }
import { findProgram } from '../../scripts/find-program.ts'
import { neededLibraries } from '../../scripts/packaging/elf/dynamic.ts'
import { packagedAlone } from '../../scripts/packaging/packaged.ts'
import { defaultAccount, startEmulator } from '../../src/emulator/index.ts'
import { startCore } from '../core/core.ts'
import { connect } from '../core/plugin-client.ts'

const isLinux = process.platform === 'linux'
if (!isLinux) t.plan(0, 'for Linux')

const folder = t.testdir({ root: { tmp: {} } })
const executable = isLinux ? await packagedAlone(folder) : ''

/** Where the loader of this machine finds each library that a file needs, and the loader itself. */
const filesNeeded = (file: string) => {
  const listed = execFileSync('ldd', [file], { encoding: 'utf8' })
  return [...listed.matchAll(/(?:^\s*| => )(\/\S+) \(/gm)].map(([, path = '']) => path)
}

t.test('starts where there are only the libraries that it names', async (t) => {
  if (process.getuid?.() !== 0) return t.comment('only root can change the root of a process')
  const root = join(folder, 'root')
  const place = (from: string, to: string) => {
    mkdirSync(dirname(join(root, to)), { recursive: true })
    copyFileSync(realpathSync(from), join(root, to))
  }
  const files = filesNeeded(executable)
  t.equal(files.length, neededLibraries(readFileSync(executable)).length)
  t.notOk(files.some((file) => file.includes('libatomic')))
  for (const file of files) place(file, file)
  place(executable, 'provider')
  const { stdout, stderr } = spawnSync('chroot', [root, '/provider', '--version'], {
    env: { PATH: process.env['PATH'] },
    encoding: 'utf8',
  })
  t.strictSame({ stdout, stderr }, { stdout: `${manifest.name} ${manifest.version}\n`, stderr: '' })
})

/** A program that forbids memory which is writable and executable, then runs its arguments. */
const FORBID =
  'import ctypes, os, sys; sys.exit(9) if ctypes.CDLL(None).prctl(65, 1, 0, 0, 0) else os.execv(sys.argv[1], sys.argv[1:])'

t.test('runs where memory must not be both writable and executable', async (t) => {
  const python = findProgram('python3')
  if (!python) return t.comment('python3 is not on PATH')
  const forbid = (program: string, ...args: readonly string[]) =>
    spawnSync(python, ['-c', FORBID, program, ...args], { encoding: 'utf8' })
  if (forbid('/bin/true').status === 9) return t.comment('the kernel is older than 6.3')
  t.not(forbid(process.execPath, '-p', '1').status, 0, 'Node by itself ends')

  const emulator = await startEmulator()
  t.teardown(() => emulator.close())
  const client = await connect(python, { args: ['-c', FORBID, executable] })
  const core = await startCore(client, {
    providerConfig: {
      host_url: emulator.host_url,
      account_id: defaultAccount.id,
      token: defaultAccount.token,
    },
  })
  const token = core.resource('dbtcloud_scim_config_token')
  t.equal((await token.apply({ name: 'one' })).isFailed, false)
  t.strictSame(await client.shutdown(), { code: 0, signal: null })
  t.strictSame(client.stderr, [])
})

/** The ports on which a process listens, by /proc: its sockets among those that listen. */
const listeningSockets = (pid: number) => {
  const tables = ['tcp', 'tcp6'].map((name) => `/proc/${pid}/net/${name}`).filter(existsSync)
  const own = new Set(
    execFileSync('find', [`/proc/${pid}/fd`, '-printf', '%l\n'], { encoding: 'utf8' })
      .split('\n')
      .map((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1]),
  )
  return tables
    .flatMap((table) => readFileSync(table, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && own.has(inode))
}

t.test('opens no debugger on SIGUSR1', async (t) => {
  const client = await connect(executable)
  client.process.kill('SIGUSR1')
  await client.call('GetProviderSchema', {})
  t.strictSame(listeningSockets(client.pid), [])
  t.strictSame(client.stderr, [])
  t.strictSame(await client.shutdown(), { code: 0, signal: null })
})
