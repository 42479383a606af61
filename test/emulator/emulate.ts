import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { emulate, emulatorFlags, FlagError } from '../../src/emulator/index.ts'
import { emulatedBy } from './kit/process.ts'

type Values = Parameters<typeof emulate>[0]

const defaults = Object.entries(emulatorFlags).map(([name, flag]) => [
  name,
  'default' in flag ? flag.default : undefined,
])

// `as`: the entries are those of the flags.
const values = Object.fromEntries(defaults) as Values

const wrong = {
  port: ['x', '70000'],
  account: ['x'],
  latency: ['-1', 'x'],
  'rate-limit': ['x'],
  'failure-rate': ['', '2', 'x'],
  seed: ['x'],
  load: ['/no/such/file'],
}

for (const [flag, texts] of Object.entries(wrong))
  t.test(`says that --${flag} is wrong`, async (t) => {
    for (const text of texts) {
      const started = emulate({ ...values, [flag]: text }, () => {})
      await t.rejects(started, { name: 'FlagError', message: new RegExp(`^--${flag} `) })
    }
  })

const folder = mkdtempSync(join(tmpdir(), 'emulate-'))
t.teardown(() => rmSync(folder, { recursive: true }))

t.test('says that a file is no state', async (t) => {
  const load = join(folder, 'other.json')
  writeFileSync(load, '{}')
  await t.rejects(
    emulate({ ...values, load }, () => {}),
    FlagError,
  )
})

t.test('saves its state at the end for the user alone, and loads it', async (t) => {
  const file = join(folder, 'state.json')
  const first = await emulatedBy(t, '--save', file)
  const path = '/api/v3/accounts/1/scim-config/tokens/'
  const create = await first.fetch(path, { method: 'POST', body: '{"name":"okta"}' })
  t.equal(create.status, 200)
  await first.end()
  t.match(readFileSync(file, 'utf8'), /"name":"okta"/)
  t.equal(statSync(file).mode & 0o077, 0)
  const second = await emulatedBy(t, '--load', file)
  t.match(await (await second.fetch(path)).text(), /"name":"okta"/)
  await second.end()
})

t.test('takes weather from its flags', async (t) => {
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
