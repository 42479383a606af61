import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { adapt } from '../../../scripts/packaging/elf/adapt.ts'
import { neededLibraries, versionsNeeded } from '../../../scripts/packaging/elf/dynamic.ts'
import { excessOf, promised } from '../../../scripts/packaging/elf/requirements.ts'
import { runtimeOf } from '../../../scripts/packaging/runtime.ts'
import { hostTarget } from '../../../scripts/packaging/target.ts'

const skip = process.platform === 'linux' ? false : 'an adapted file is for Linux'

t.test('a runtime for Linux', { skip }, async (t) => {
  const { arch } = hostTarget()
  const runtime = readFileSync(await runtimeOf(hostTarget()))
  const adapted = adapt(runtime, arch)
  const path = join(t.testdir(), 'node')
  writeFileSync(path, adapted)
  chmodSync(path, 0o755)
  const run = (script: string, env: NodeJS.ProcessEnv) =>
    execFileSync(path, ['-p', script], { env, encoding: 'utf8' }).trim()

  t.test('asks for nothing beyond what is promised', async (t) => {
    t.strictSame(excessOf(adapted, promised(arch)), [])
    t.strictSame(excessOf(runtime, promised(arch)), ['libatomic.so.1', 'LIBATOMIC_1.0'])
  })

  t.test('loses one library, and no other', async (t) => {
    const others = (file: Buffer) => neededLibraries(file).filter((name) => !/atomic/.test(name))
    t.strictSame(neededLibraries(adapted), others(runtime))
    const records = (file: Buffer) =>
      versionsNeeded(file)
        .map(({ library, versions }) => ({ library, versions }))
        .filter(({ library }) => !/atomic/.test(library))
    t.strictSame(records(adapted), records(runtime))
    t.equal(versionsNeeded(adapted).length, versionsNeeded(runtime).length - 1)
  })

  t.test('runs, on several threads that share a table', async (t) => {
    const script = `
      const { Worker } = require('node:worker_threads')
      const text = 'for (let i = 0; i < 20000; i += 1) new Function("return " + i)()'
      let left = 3
      for (let i = 0; i < 3; i += 1)
        new Worker(text, { eval: true }).on('exit', (code) => { if (code || !--left) console.log(left) })
      0`
    t.match(run(script, {}), /^0\n0$/)
  })

  const rows = {
    'a variable of Node': ['NODE_PENDING_DEPRECATION', '1', undefined],
    'one that begins like a rule': ['NODE', 'kept', 'kept'],
    'one that is shorter than a rule': ['NOD', 'kept', 'kept'],
    'one whose value looks like a rule': ['SAID', 'NODE_DEBUG=net', 'NODE_DEBUG=net'],
    'one that another rule keeps': ['NODE_EXTRA_CA_CERTS', '', ''],
    'a name that goes on after that': ['NODE_EXTRA_CA_CERTS_2', 'x', undefined],
    'a rule for a whole name': ['OPENSSL_MODULES', '/nowhere', undefined],
    'a longer name': ['OPENSSL_MODULES_2', 'kept', 'kept'],
  } as const
  for (const [title, [name, value, left]] of Object.entries(rows)) {
    t.test(`sees only the variables that are left to it: ${title}`, async (t) => {
      const env = { BEFORE: '1', [name]: value, AFTER: '2' }
      // tap adds variables of its own.
      const seen = JSON.parse(run('JSON.stringify(process.env)', env))
      t.match(seen, { BEFORE: '1', ...(left !== undefined && { [name]: left }), AFTER: '2' })
      t.equal(name in seen, left !== undefined)
    })
  }
})

t.test('refuses what is no program for Linux', async (t) => {
  t.throws(() => adapt(Buffer.from('#!/bin/sh'), 'x64'), { name: 'NotElf' })
})
