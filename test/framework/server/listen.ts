import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t from 'tap'
import { connectFixture } from './fixture-plugin.ts'

const mode = (path: string) => statSync(path).mode & 0o777

t.test('creates its socket in a directory that only the user may enter', async (t) => {
  const plugin = await connectFixture()
  const directory = dirname(plugin.socket ?? '')
  t.equal(mode(directory), 0o700)
  await plugin.shutdown()
  t.notOk(existsSync(directory))
})

const gid = process.getgid?.() ?? 0
const groupName = readFileSync('/etc/group', 'utf8')
  .split('\n')
  .map((row) => row.split(':'))
  .find(([, , id]) => id === String(gid))?.[0]

for (const group of [String(gid), groupName ?? 'root']) {
  t.test(`shares a socket in the host's directory with the group ${group}`, async (t) => {
    // A path of tap's own is too long for a socket.
    const directory = mkdtempSync(join(tmpdir(), 'host-'))
    t.teardown(() => rmSync(directory, { recursive: true }))
    const env = { PLUGIN_UNIX_SOCKET_DIR: directory, PLUGIN_UNIX_SOCKET_GROUP: group }
    const plugin = await connectFixture({ env })
    const { socket = '' } = plugin
    t.equal(dirname(socket), directory)
    t.equal(statSync(socket).gid, gid)
    t.equal(mode(socket), 0o660)
    await plugin.shutdown()
    t.strictSame(readdirSync(directory), [])
  })
}
