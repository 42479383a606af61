import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { emulate, emulatorFlags, FlagError } from '../../src/emulator/index.ts'
import { start } from './kit/client.ts'
import { emulatedBy } from './kit/process.ts'

type Values = Parameters<typeof emulate>[0]

const defaults = Object.entries(emulatorFlags).map(([name, flag]) => [
  name,
  'default' in flag ? flag.default : undefined,
])

// `as`: the entries are those of the flags.
const values = Object.fromEntries(defaults) as Values

const wrong = {
  port: ['x', '70000', '-1', '1e3', ''],
  account: ['x', '0', '-7', '1.5', '9'.repeat(20)],
  latency: ['-1', 'x', '9'.repeat(12)],
  'rate-limit': ['x', '1.5'],
  'failure-rate': ['', ' ', '2', 'x', '-0.1', 'NaN'],
  seed: ['x', '9'.repeat(30)],
}

for (const [flag, texts] of Object.entries(wrong))
  t.test(`names --${flag}, its invalid value, and what is expected`, async (t) => {
    for (const text of texts) {
      const started = emulate({ ...values, [flag]: text }, () => {})
      const message = `Invalid value ${JSON.stringify(text)} for --${flag}: expected a`
      const error = await t.rejects(started, { name: 'FlagError' })
      t.match(error, { message })
    }
  })

t.test('rejects a token that cannot be in a header, without showing it', async (t) => {
  for (const token of ['a b', 'a\n', 'ü-secret', '']) {
    const error = await t.rejects(
      emulate({ ...values, token }, () => {}),
      { name: 'FlagError' },
    )
    t.match(error, { message: /^Invalid value for --token: expected/ })
  }
})

const folder = mkdtempSync(join(tmpdir(), 'emulate-'))
t.teardown(() => rmSync(folder, { recursive: true }))

t.test('reports that a file is not a state', async (t) => {
  const load = join(folder, 'other.json')
  writeFileSync(load, '{}')
  await t.rejects(
    emulate({ ...values, load }, () => {}),
    FlagError,
  )
})

const unusable: readonly (readonly [flag: 'load' | 'save', file: string, says: string])[] = [
  ['load', '/no/such/file', 'Cannot read /no/such/file (--load): no such file'],
  ['load', folder, `Cannot read ${folder} (--load): it is a directory.`],
  ['load', '/dev/zero', 'Cannot read /dev/zero (--load): it is a device.'],
  ['save', '/no/such/file', 'Cannot write /no/such/file (--save): no such file'],
  ['save', folder, `Cannot write ${folder} (--save): it is not a regular file`],
  ['save', '/dev/null', 'Cannot write /dev/null (--save): it is not a regular file'],
]

for (const [flag, file, says] of unusable)
  t.test(`refuses at its start: ${says}`, async (t) => {
    const error = await t.rejects(
      emulate({ ...values, [flag]: file }, () => {}),
      FlagError,
    )
    t.match(error, { message: says })
  })

const path = '/api/v3/accounts/1/scim-config/tokens/'

t.test('saves its state at the end and loads it again', async (t) => {
  const file = join(folder, 'state.json')
  const first = await emulatedBy(t, '--save', file)
  const create = await first.fetch(path, { method: 'POST', body: '{"name":"okta"}' })
  t.equal(create.status, 200)
  await first.end()
  t.match(readFileSync(file, 'utf8'), /"name":"okta"/)
  t.equal(statSync(file).mode & 0o777, 0o600)
  const second = await emulatedBy(t, '--load', file)
  t.match(await (await second.fetch(path)).text(), /"name":"okta"/)
  await second.end()
})

t.test('explains that a port is in use', async (t) => {
  const taken = await start(t)
  const { port } = new URL(taken.url)
  const error = await t.rejects(emulate({ ...values, port }, () => {}))
  t.match(error, {
    message: `Port ${port} on 127.0.0.1 is already in use. Choose another one with`,
  })
})

t.test('takes latency, limit, and failures from its options', async (t) => {
  const limited = await emulatedBy(t, '--rate-limit', '1', '--latency', '5')
  const statuses = [
    await limited.fetch('/api/v2/accounts/'),
    await limited.fetch('/api/v2/accounts/'),
  ]
  t.same(
    statuses.map(({ status }) => status),
    [200, 429],
  )
  await limited.end()
  const failing = await emulatedBy(t, '--failure-rate', '1', '--seed', '3')
  const outcome = await failing.fetch('/api/v2/accounts/').then(
    ({ ok }) => ok,
    () => false,
  )
  t.notOk(outcome)
  await failing.end()
})
