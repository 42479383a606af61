import t from 'tap'
import { parseFlags } from '../../src/cli/flags.ts'
import { UsageError } from '../../src/cli/usage-error.ts'

const flags = {
  dir: { value: 'DIR', about: '' },
  port: { value: 'N', about: '', default: '0' },
  force: { about: '' },
} as const

const nothing = { dir: undefined, port: '0', force: false }

const read: readonly (readonly [args: readonly string[], values: object])[] = [
  [[], {}],
  [['--dir', 'a'], { dir: 'a' }],
  [['--dir=-a'], { dir: '-a' }],
  [['--dir=a=b', '--force'], { dir: 'a=b', force: true }],
  [['--port', '1', '--port', '2'], { port: '2' }],
]

for (const [args, values] of read)
  t.test(`reads ${JSON.stringify(args)}`, async (t) => {
    t.strictSame(parseFlags(args, flags), { ...nothing, ...values })
  })

const refused: readonly (readonly [args: readonly string[], message: string])[] = [
  [['--other'], 'There is no flag --other'],
  [['--no-force'], 'There is no flag --no-force'],
  [['--constructor'], 'There is no flag --constructor'],
  [['-f'], 'There is no flag -f'],
  [['x'], 'There is no use for "x" here'],
  [['--', 'x'], 'There is no use for "x" here'],
  [['--dir'], '--dir needs a value: --dir DIR'],
  [['--dir='], '--dir needs a value: --dir DIR'],
  [['--dir', '--force'], '--dir needs a value: --dir DIR'],
  [['--force=yes'], '--force takes no value'],
]

for (const [args, message] of refused)
  t.test(`refuses ${JSON.stringify(args)}`, async (t) => {
    const error = t.throws(() => parseFlags(args, flags), UsageError)
    t.match(error, { message })
  })
