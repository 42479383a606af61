// npm run emulator -- --port 8080: dbt Cloud on this machine, to try the provider against.
import { parseArgs } from 'node:util'
import { emulate, emulatorFlags } from './emulate.ts'

const usage = `Usage: npm run emulator -- [flags]

Runs dbt Cloud in memory on 127.0.0.1 until interrupted. Prints one line of JSON per request.

${Object.entries(emulatorFlags)
  .map(([name, flag]) => {
    const standard = 'default' in flag ? ` (${flag.default})` : ''
    return `  --${name.padEnd(12)}  ${flag.about}${standard}`
  })
  .join('\n')}
  --help          this text`

const text = ({ default: value }: { readonly default: string }) =>
  ({ type: 'string', default: value }) as const

const options = {
  port: text(emulatorFlags.port),
  account: text(emulatorFlags.account),
  token: text(emulatorFlags.token),
  latency: text(emulatorFlags.latency),
  'rate-limit': text(emulatorFlags['rate-limit']),
  'failure-rate': text(emulatorFlags['failure-rate']),
  seed: text(emulatorFlags.seed),
  load: { type: 'string' },
  save: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

// oxlint-disable-next-line no-console -- this process has no other use for its output
const print = (line: string): void => console.log(line)

try {
  const { help, ...values } = parseArgs({ options }).values
  if (help) print(usage)
  else await emulate({ load: undefined, save: undefined, ...values }, print)
} catch (error) {
  // oxlint-disable-next-line no-console -- flags that are wrong, a port that is taken
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  process.exitCode = 1
}
