import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { columnsFor, showsColor } from '../../src/cli/terminal.ts'
import { run } from './fixture.ts'

const screen = { isTTY: true }

const cases: readonly (readonly [title: string, stream: object, env: object, shown: boolean])[] = [
  ['on a terminal', screen, { TERM: 'xterm' }, true],
  ['on a terminal whose NO_COLOR is empty', screen, { NO_COLOR: '' }, true],
  ['on a terminal with NO_COLOR', screen, { NO_COLOR: '1' }, false],
  ['on a dumb terminal', screen, { TERM: 'dumb' }, false],
  ['in a pipe', {}, { TERM: 'xterm' }, false],
]

for (const [title, stream, env, shown] of cases)
  t.test(`${shown ? 'shows' : 'shows no'} colors ${title}`, async (t) => {
    t.equal(showsColor(stream, { ...env }), shown)
  })

const terminal = { isTTY: true, columns: 123 }

const widths: readonly (readonly [
  title: string,
  streams: object[],
  columns: string,
  width: number,
])[] = [
  ['stdout', [terminal, {}], '40', 123],
  ['stderr when stdout is a pipe', [{}, terminal], '40', 123],
  ['COLUMNS when neither is a terminal', [{}, {}], '40', 40],
  ['COLUMNS when a terminal does not know its width', [{ isTTY: true, columns: 0 }], '40', 40],
  ['80 when nothing is known', [{}], '', 80],
  ['80 when COLUMNS is 0', [{}], '0', 80],
  ['80 when COLUMNS is negative', [{}], '-5', 80],
  ['80 when COLUMNS is not a number', [{}], 'wide', 80],
  ['80 when COLUMNS is absurd', [{}], '9'.repeat(400), 80],
]

for (const [title, streams, COLUMNS, width] of widths)
  t.test(`takes its width from ${title}`, async (t) => {
    t.equal(columnsFor(streams, { COLUMNS }), width)
  })

const main = join(import.meta.dirname, '../../src/main.ts')
const red = '\u001b[31m'

/** What a terminal is shown, by the program `script`, which makes one. */
const onTerminal = async (env: Record<string, string>): Promise<string> => {
  const command = `'${process.execPath}' '${main}' doctor`
  const options = { env: { PATH: process.env['PATH'], TERM: 'xterm', ...env } }
  const { stdout } = await promisify(execFile)('script', ['-qc', command, '/dev/null'], options)
  return stdout
}

const isLinux = process.platform === 'linux'

t.test('colors a real terminal', { skip: !isLinux && 'script differs' }, async (t) => {
  t.match(await onTerminal({}), red)
  const plain = await onTerminal({ NO_COLOR: '1' })
  t.match(plain, 'token is missing')
  t.notMatch(plain, '\u001b')
})

t.test('puts no colors into a pipe, whatever FORCE_COLOR says', async (t) => {
  const { stdout } = await run(['doctor'], { TERM: 'xterm', FORCE_COLOR: '1' })
  t.match(stdout, 'token is missing')
  t.notMatch(stdout, '\u001b')
})
