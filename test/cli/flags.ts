import t from 'tap'
import { parseFlags } from '../../src/cli/flags.ts'
import { UsageError } from '../../src/cli/usage-error.ts'

const flags = {
  dir: { value: 'DIR', about: '' },
  port: { value: 'N', about: '', default: '0' },
  force: { about: '', short: 'f' },
} as const

const nothing = { dir: undefined, port: '0', force: false }

const read: readonly (readonly [args: readonly string[], values: object])[] = [
  [[], {}],
  [['--dir', 'a'], { dir: 'a' }],
  [['--dir=-a'], { dir: '-a' }],
  [['--dir=a=b', '--force'], { dir: 'a=b', force: true }],
  [['--port', '1', '--port', '2'], { port: '2' }],
  [['--port', '-1'], { port: '-1' }],
  [['--port=-1', '--dir', '-5x'], { port: '-1', dir: '-5x' }],
  [['-f'], { force: true }],
  [['-force', '-dir', 'a', '-port=1'], { force: true, dir: 'a', port: '1' }],
]

for (const [args, values] of read)
  t.test(`reads ${JSON.stringify(args)}`, async (t) => {
    t.strictSame(parseFlags(args, flags), { ...nothing, ...values })
  })

const refused: readonly (readonly [args: readonly string[], message: string])[] = [
  [['--other'], 'Unknown option "--other".'],
  [['--prot', '1'], 'Unknown option "--prot". Did you mean "--port"?'],
  [['--no-force'], 'Unknown option "--no-force".'],
  [['--constructor'], 'Unknown option "--constructor".'],
  [['-x'], 'Unknown option "-x".'],
  [['x'], 'Unexpected argument "x".'],
  [['force'], 'Unexpected argument "force". Did you mean "--force"?'],
  [['--', 'x'], 'Unexpected argument "x".'],
  [['--dir'], 'The option --dir needs a value: --dir DIR.'],
  [['--dir='], 'The option --dir needs a value: --dir DIR.'],
  [['--dir', '-'], 'The option --dir needs a value: --dir DIR.'],
  [['--dir', '--force'], 'The option --dir needs a value: --dir DIR.'],
  [['--force=yes'], 'The option --force takes no value.'],
]

for (const [args, message] of refused)
  t.test(`refuses ${JSON.stringify(args)}`, async (t) => {
    const error = t.throws(() => parseFlags(args, flags), UsageError)
    t.match(error, { message })
  })
