import t from 'tap'
import { run, startCloud, startProgram } from './fixture.ts'

t.test('serves until interrupted, and tells of each request but its secrets', async (t) => {
  const program = startProgram(['emulator', '--account', '42', '--token', 'own-secret'])
  const line = await program.stdoutLine(/DBT_CLOUD_HOST_URL=/)
  const url = line.slice(line.indexOf('=') + 1)
  const path = '/v2/accounts/42/'
  const { status } = await fetch(`${url}${path}`, {
    headers: { authorization: 'Token own-secret' },
  })
  t.equal(status, 200)
  const told = await program.stdoutLine(/^\{/)
  t.match(JSON.parse(told), { method: 'GET', path: `/api${path}`, status: 200 })
  t.strictSame(await program.kill('SIGINT'), { code: 0, signal: null })
  t.notMatch([...program.stdout, ...program.stderr].join(), 'own-secret')
})

const refused: readonly (readonly [args: readonly string[], says: string])[] = [
  [['--port', '70000'], '--port is no port'],
  [['--account', 'acme'], '--account is no whole number'],
]

for (const [args, says] of refused)
  t.test(`refuses ${args.join(' ')}`, async (t) => {
    const stderr = `emulator: ${says}. See terraform-provider-dbtcloud emulator --help.`
    t.strictSame(await run(['emulator', ...args]), { code: 2, stdout: '', stderr })
  })

t.test('says that a port is taken', async (t) => {
  const { emulator } = await startCloud(t)
  const { code, stderr } = await run(['emulator', '--port', new URL(emulator.url).port])
  t.equal(code, 1)
  t.match(stderr, 'EADDRINUSE')
})
