import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { describe } from '../../scripts/proto-descriptor.ts'

const script = new URL('../../scripts/proto.ts', import.meta.url).pathname

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })

t.test('the committed files are up to date with the proto files', async (t) => {
  const { status, stderr } = run('--check')
  t.equal(stderr, '')
  t.equal(status, 0)
})

t.test('names outdated and missing files, and writes them only without --check', async (t) => {
  const out = t.testdir({ 'provider.ts': 'of yesterday' })
  const { status, stderr } = run('--check', '--out', out)
  t.equal(status, 1)
  t.strictSame(
    stderr.trim().split('\n'),
    ['provider.ts', 'companions.ts', 'descriptor.json'].map((name) => `stale: ${out}/${name}`),
  )
  t.equal(readFileSync(`${out}/provider.ts`, 'utf8'), 'of yesterday')
  t.equal(run('--out', out).status, 0)
  t.equal(run('--check', '--out', out).status, 0)
})

t.test('rejects two types with the same flat name', async (t) => {
  const file = `${t.testdir()}/clash.proto`
  const messages =
    'message A { message B { bool c = 1; } bool d = 1; } message AB { string c = 1; }'
  writeFileSync(file, `syntax = "proto3"; package clash; ${messages}`)
  t.throws(() => describe([file]), { name: 'NameClash', fullName: '.clash.AB' })
})
