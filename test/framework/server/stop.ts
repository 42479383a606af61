import { existsSync } from 'node:fs'
import t from 'tap'
import { connectFixture, connectThroughShell } from './fixture-plugin.ts'

t.test('lives on when Ctrl-C reaches it: its host decides', async (t) => {
  const plugin = await connectFixture()
  plugin.process.kill('SIGINT')
  t.strictSame(await plugin.call('StopProvider', {}), {})
  t.strictSame(await plugin.shutdown(), { code: 0, signal: null })
})

t.test('ends on SIGTERM and takes its socket away', async (t) => {
  const plugin = await connectFixture()
  t.strictSame(await plugin.kill('SIGTERM'), { code: 143, signal: null })
  t.notOk(existsSync(plugin.socket ?? ''))
})

t.test('ends when its host was killed, and takes its socket away', async (t) => {
  const plugin = await connectThroughShell('"$0" "$1" & wait')
  t.ok(existsSync(plugin.socket ?? ''))
  // The pipes close only when the plugin itself is gone, too.
  t.equal((await plugin.kill('SIGKILL')).signal, 'SIGKILL')
  t.notOk(existsSync(plugin.socket ?? ''))
})

const crashes: [deed: string, cause: RegExp][] = [
  ['throw', /^panic: SyntaxError$/],
  ['reject', /^panic: RangeError$/],
]

for (const [deed, cause] of crashes) {
  t.test(`names the cause of a crash where the host looks for it: ${deed}`, async (t) => {
    const plugin = await connectFixture()
    const call = plugin.call('ConfigureProvider', { terraform_version: deed })
    call.catch(() => {})
    t.strictSame(await plugin.exited, { code: 1, signal: null })
    const lines = plugin.stderr.filter((line) => line.startsWith('panic: '))
    t.equal(lines.length, 1)
    t.match(lines[0], cause)
    t.match(plugin.stderr.join('\n'), /\n {4}at /)
    t.notMatch(plugin.stderr.join('\n'), /a handler rejected|no JSON/, 'its text may hold a secret')
    t.notOk(existsSync(plugin.socket ?? ''))
    plugin.close()
  })
}

t.test('ends by a crash also when nobody reads stderr any more', async (t) => {
  const plugin = await connectFixture()
  plugin.process.stderr?.destroy()
  plugin.call('ConfigureProvider', { terraform_version: 'throw' }).catch(() => {})
  t.strictSame(await plugin.exited, { code: 1, signal: null })
  plugin.close()
})
