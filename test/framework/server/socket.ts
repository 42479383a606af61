import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import {
  makeSocket,
  NoSocketFolder,
  UnusableSocketFolder,
} from '../../../src/framework/server/socket.ts'
import { connectFixture, startFixture } from './fixture-plugin.ts'

/** A folder with a short path, as a socket needs. */
const makeFolder = (t: Test): string => {
  const folder = mkdtempSync(join('/tmp', 'so-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A folder below `parent` whose path has so many bytes. */
const folderOf = (parent: string, bytes: number, letter = 'x'): string => {
  const room = bytes - Buffer.byteLength(parent) - 1
  const letters = letter.repeat(Math.floor(room / Buffer.byteLength(letter)))
  const folder = join(parent, letters + 'x'.repeat(room - Buffer.byteLength(letters)))
  mkdirSync(folder)
  return folder
}

// What a fresh folder and the socket's name add.
const ADDED = Buffer.byteLength('/tf-XXXXXX/s')
const LONGEST = (process.platform === 'linux' ? 107 : 103) - ADDED

const isFallback = (socket: string): boolean =>
  /^\/(?:tmp|var\/tmp|dev\/shm)\/tf-\w{6}\/s$/.test(socket)

const temporary: Readonly<Record<string, (folder: string) => string>> = {
  missing: (folder) => join(folder, 'missing'),
  'a file': (folder) => {
    writeFileSync(join(folder, 'file'), '')
    return join(folder, 'file')
  },
  // Nobody may write there, not even root.
  unwritable: () => (existsSync('/proc/self') ? '/proc/self' : '/dev/null'),
  'too long by one byte': (folder) => folderOf(folder, LONGEST + 1),
  'short in letters, too long in bytes': (folder) => folderOf(folder, LONGEST + 1, 'ü'),
  'with the separator of the handshake': (folder) => {
    mkdirSync(join(folder, 'a|b'))
    return join(folder, 'a|b')
  },
  'with a line end': (folder) => {
    mkdirSync(join(folder, 'a\nb'))
    return join(folder, 'a\nb')
  },
}

for (const [title, folderIn] of Object.entries(temporary))
  t.test(`starts in another folder when TMPDIR is ${title}`, async (t) => {
    const plugin = await connectFixture({ env: { TMPDIR: folderIn(makeFolder(t)) } })
    const { socket = '' } = plugin
    t.ok(isFallback(socket), socket)
    await plugin.shutdown()
    t.notOk(existsSync(dirname(socket)))
  })

const usable: Readonly<Record<string, (folder: string) => string>> = {
  'with the longest path that fits': (folder) => folderOf(folder, LONGEST),
  'with the longest path that fits, in other letters': (folder) => folderOf(folder, LONGEST, 'ü'),
  'with blanks and signs': (folder) => {
    mkdirSync(join(folder, 'a b%20#?:&'))
    return join(folder, 'a b%20#?:&')
  },
}

for (const [title, folderIn] of Object.entries(usable))
  t.test(`uses a TMPDIR ${title}`, async (t) => {
    const folder = folderIn(makeFolder(t))
    const plugin = await connectFixture({ env: { TMPDIR: folder } })
    t.equal(dirname(dirname(plugin.socket ?? '')), folder)
    t.equal(statSync(dirname(plugin.socket ?? '')).mode & 0o777, 0o700)
    await plugin.shutdown()
    t.strictSame(readdirSync(folder), [])
  })

const failing = (code: string) => async () => {
  throw Object.assign(new Error(`bind ${code}`), { code })
}

t.test('goes on to the next folder when a disk is full, and leaves nothing behind', async (t) => {
  const folder = makeFolder(t)
  const seen: string[] = []
  const socket = await makeSocket({ XDG_RUNTIME_DIR: folder }, async (path) => {
    seen.push(path)
    if (!path.startsWith(folder)) return failing('ENOSPC')()
    return undefined
  })
  t.equal(dirname(dirname(socket)), folder)
  t.not(seen.length, 1)
  for (const path of seen.slice(0, -1)) t.notOk(existsSync(dirname(path)), path)
})

t.test('says what was tried when no folder can hold a socket', async (t) => {
  const error = await t.rejects(makeSocket({}, failing('EROFS')), NoSocketFolder)
  t.match(error, { message: `${tmpdir()} (EROFS)` })
  t.match(error, { message: /\/dev\/shm \(\w+\)\. Set TMPDIR to a directory/ })
})

const hostFolders: Readonly<Record<string, (folder: string) => string>> = {
  missing: (folder) => join(folder, 'missing'),
  'too long': (folder) => folderOf(folder, LONGEST + 1),
}

for (const [title, folderIn] of Object.entries(hostFolders))
  t.test(`says why the host's own folder cannot be used when it is ${title}`, async (t) => {
    const folder = folderIn(makeFolder(t))
    const bind = failing('ENOENT')
    const made = makeSocket({ PLUGIN_UNIX_SOCKET_DIR: folder }, bind)
    const error = await t.rejects(made, UnusableSocketFolder)
    t.match(error, { message: `PLUGIN_UNIX_SOCKET_DIR cannot contain the socket: ${folder} (` })
  })

t.test('shows a host in one line that its folder cannot be used', async (t) => {
  const plugin = startFixture({
    env: {
      TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
      PLUGIN_UNIX_SOCKET_DIR: '/no/such/folder',
    },
  })
  t.strictSame(await plugin.exited, { code: 1, signal: null })
  t.match(plugin.stdout, [/cannot start: PLUGIN_UNIX_SOCKET_DIR cannot contain the socket/])
  t.equal(plugin.stdout.length, 1)
})
