import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { start } from './kit/client.ts'

const cli = fileURLToPath(new URL('../../src/emulator/cli.ts', import.meta.url))

const run = (...args: readonly string[]) => spawn(process.execPath, [cli, ...args])

t.test('serves until interrupted, and tells of each request but its secrets', async (t) => {
  const process = run('--account', '42', '--token', 'own-secret')
  t.teardown(() => process.kill())
  const exit = once(process, 'exit')
  const output = createInterface(process.stdout)[Symbol.asyncIterator]()
  const line = async (): Promise<string> => String((await output.next()).value)
  const lines = [await line(), await line(), await line(), await line()]
  const url = /http:\S+(?=,)/.exec(lines[0] ?? '')?.[0]
  t.match(lines[1], `DBT_CLOUD_HOST_URL=${url}/api`)
  t.match(lines[2], 'DBT_CLOUD_ACCOUNT_ID=42')
  const response = await fetch(`${url}/api/v3/accounts/42/scim-config/tokens/?limit=1`, {
    headers: { authorization: 'Token own-secret' },
  })
  t.equal(response.status, 400)
  const path = '/api/v3/accounts/42/scim-config/tokens/'
  t.match(JSON.parse(await line()), { method: 'GET', path, status: 400, ms: Number })
  t.notMatch(lines.join('\n'), 'own-secret')
  process.kill('SIGINT')
  t.same(await exit, [0, null])
})

t.test('explains itself', async (t) => {
  const process = run('--help')
  const [out, [code]] = await Promise.all([text(process.stdout), once(process, 'exit')])
  t.equal(code, 0)
  for (const flag of ['--port', '--account', '--token', '--help']) t.match(out, flag)
})

t.test('refuses flags that make no sense', async (t) => {
  for (const args of [['--port', '70000'], ['--port', 'x'], ['--account', 'x'], ['--other']]) {
    const process = run(...args)
    const [error, [code]] = await Promise.all([text(process.stderr), once(process, 'exit')])
    t.equal(code, 1, args.join(' '))
    t.match(error, args[0])
    t.match(error, 'Usage:')
  }
})

t.test('says that a port is taken', async (t) => {
  const emulator = await start(t)
  const process = run('--port', new URL(emulator.url).port)
  const [error, [code]] = await Promise.all([text(process.stderr), once(process, 'exit')])
  t.equal(code, 1)
  t.match(error, 'EADDRINUSE')
})

t.test('shows the token that is public anyway', async (t) => {
  const process = run()
  t.teardown(() => process.kill())
  const exit = once(process, 'exit')
  for await (const line of createInterface(process.stdout)) {
    if (!line.includes('DBT_CLOUD_TOKEN')) continue
    t.match(line, /=emulator$/)
    process.kill('SIGTERM')
  }
  t.same(await exit, [0, null])
})
