import t from 'tap'
import { suggestion } from '../../src/cli/suggestion.ts'

const known = ['install', 'uninstall', 'doctor', 'emulator', 'schema', 'debug', '--state', '--help']

const close: readonly (readonly [typed: string, meant: string])[] = [
  ['docter', 'doctor'],
  ['dcotor', 'doctor'],
  ['doctorr', 'doctor'],
  ['octor', 'doctor'],
  ['DOCTOR', 'doctor'],
  ['sch', 'schema'],
  ['schemas', 'schema'],
  ['emulate', 'emulator'],
  ['instal', 'install'],
  ['unistall', 'uninstall'],
  ['--sate', '--state'],
  ['-state', '--state'],
  ['state', '--state'],
  ['--hlep', '--help'],
]

for (const [typed, meant] of close)
  t.test(`takes ${typed} for ${meant}`, async (t) => {
    t.equal(suggestion(typed, known), ` Did you mean "${meant}"?`)
  })

for (const typed of ['', 'x', 'apply', 'terraform', '--', 'd'.repeat(100_000), '\u001b[2J'])
  t.test(`guesses nothing from ${JSON.stringify(typed.slice(0, 20))}`, async (t) => {
    t.equal(suggestion(typed, known), '')
  })
