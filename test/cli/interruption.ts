import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t from 'tap'
import { account, makeFolder, startProgram } from './fixture.ts'

const main = join(import.meta.dirname, '../../src/main.ts')

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM']

for (const signal of signals)
  t.test(`ends on ${signal} and saves`, async (t) => {
    const file = join(makeFolder(t), 'state.json')
    const program = startProgram(['emulator', '--account', String(account), '--save', file])
    await program.stdoutLine(/DBT_CLOUD_TOKEN/)
    t.strictSame(await program.kill(signal), { code: 0, signal: null })
    t.match(readFileSync(file, 'utf8'), String(account))
  })

t.test('survives a hang-up where no stream is a terminal, as under nohup', async (t) => {
  const program = startProgram(['emulator'])
  await program.stdoutLine(/DBT_CLOUD_TOKEN/)
  program.process.kill('SIGHUP')
  t.strictSame(await program.kill('SIGINT'), { code: 0, signal: null })
})

const isLinux = process.platform === 'linux'

t.test(
  'ends and saves when its terminal closes',
  { skip: !isLinux && 'script differs' },
  async (t) => {
    const file = join(makeFolder(t), 'state.json')
    // `script` gives it a terminal; the number of the process comes in its first line.
    const inner = `echo "$$"; exec '${process.execPath}' '${main}' emulator --save '${file}'`
    const shell = spawn('script', ['-qc', inner, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const lines: string[] = []
    const exited = once(shell, 'exit')
    for await (const line of createInterface({ input: shell.stdout })) {
      lines.push(line)
      if (line.includes('DBT_CLOUD_TOKEN')) execFileSync('kill', ['-HUP', String(lines[0]?.trim())])
    }
    await exited
    t.ok(existsSync(file))
  },
)

t.test('saves when its output breaks, and says so in one line', async (t) => {
  const file = join(makeFolder(t), 'state.json')
  const program = startProgram(['emulator', '--account', '42', '--save', file])
  const line = await program.stdoutLine(/DBT_CLOUD_HOST_URL/)
  program.process.stdout?.destroy()
  // Its line about this request is the one that cannot be written.
  await fetch(line.slice(line.indexOf('=') + 1))
  t.strictSame(await program.exited, { code: 1, signal: null })
  t.strictSame(program.stderr, ['Cannot write to stdout: broken pipe.'])
  t.ok(existsSync(file))
})

t.test('says in one line that it cannot save any more', async (t) => {
  const folder = join(makeFolder(t), 'state')
  mkdirSync(folder)
  const program = startProgram(['emulator', '--save', join(folder, 'state.json')])
  await program.stdoutLine(/DBT_CLOUD_TOKEN/)
  rmSync(folder, { recursive: true })
  t.strictSame(await program.kill('SIGINT'), { code: 1, signal: null })
  t.match(program.stderr, [/^Cannot write .*state\.json \(--save\): no such file or directory\.$/])
})
