import t from 'tap'
import { run, startCloud, startProgram } from './fixture.ts'

t.test('serves until interrupted, and prints each request without its secrets', async (t) => {
  const program = startProgram(['emulator', '--account', '42', '--token', 'own-secret'])
  const line = await program.stdoutLine(/DBT_CLOUD_HOST_URL=/)
  const url = line.slice(line.indexOf('=') + 1)
  const path = '/v2/accounts/42/'
  const { status } = await fetch(`${url}${path}`, {
    headers: { authorization: 'Token own-secret' },
  })
  t.equal(status, 200)
  const entry = await program.stdoutLine(/^\{/)
  t.match(JSON.parse(entry), { method: 'GET', path: `/api${path}`, status: 200 })
  t.strictSame(await program.kill('SIGINT'), { code: 0, signal: null })
  t.notMatch([...program.stdout, ...program.stderr].join(), 'own-secret')
})

const refused: readonly (readonly [args: readonly string[], says: string])[] = [
  [
    ['--port', '70000'],
    'Invalid value "70000" for --port: expected a whole number from 0 to 65535.',
  ],
  [
    ['--latency', '-5'],
    'Invalid value "-5" for --latency: expected a whole number from 0 to 3600000.',
  ],
  [
    ['--account', 'acme'],
    'Invalid value "acme" for --account: expected a positive whole number of at most 19 digits.',
  ],
  [['--load', '/no/file'], 'Cannot read /no/file (--load): no such file or directory.'],
  [['--save', '/no/file'], 'Cannot write /no/file (--save): no such file or directory.'],
]

for (const [args, says] of refused)
  t.test(`refuses ${args.join(' ')}`, async (t) => {
    const stderr = `emulator: ${says} Run "terraform-provider-dbtcloud emulator --help" for usage.`
    t.strictSame(await run(['emulator', ...args]), { code: 2, stdout: '', stderr })
  })

t.test('says in words that a port is taken', async (t) => {
  const { emulator } = await startCloud(t)
  const { port } = new URL(emulator.url)
  const { code, stderr } = await run(['emulator', '--port', port])
  t.equal(code, 1)
  t.match(stderr, `Port ${port} on 127.0.0.1 is already in use. Choose another one with --port`)
})

t.test('shows its default token, which is public', async (t) => {
  const program = startProgram(['emulator'])
  t.match(await program.stdoutLine(/DBT_CLOUD_TOKEN/), /=emulator$/)
  await program.kill('SIGTERM')
})
