// npm run emulator -- --port 8080: dbt Cloud on this machine, to try the provider against.
import { parseArgs } from 'node:util'
import { defaultAccount, type Emulator, startEmulator } from './emulator.ts'
import { idOf } from './exact-json.ts'
import type { RequestEntry } from './request-log.ts'

const usage = `Usage: npm run emulator -- [--port N] [--account ID] [--token TOKEN]

Runs dbt Cloud in memory on 127.0.0.1 until interrupted. Prints one line of JSON per request.

  --port     the port to listen on (a free one)
  --account  the id of the account (${defaultAccount.id})
  --token    the token that opens it (${defaultAccount.token})
  --help     this text`

const options = {
  port: { type: 'string', default: '0' },
  account: { type: 'string', default: String(defaultAccount.id) },
  token: { type: 'string', default: defaultAccount.token },
  help: { type: 'boolean', default: false },
} as const

type Flags = ReturnType<typeof flagsOf>

// oxlint-disable-next-line no-console -- this process has no other use for its output
const print = (line: string): void => console.log(line)

const flagsOf = (args: string[]) => {
  const { port, account, token, help } = parseArgs({ args, options }).values
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new TypeError('--port is no port.')
  if (!/^\d+$/.test(account)) throw new TypeError('--account is no integer.')
  return { port: Number(port), account: idOf(account), token, help }
}

const printEntry = ({ method, path, status, ms }: RequestEntry): void =>
  print(JSON.stringify({ method, path, status, ms: Math.round(ms ?? 0) }))

/** How to point the provider here. A token that was given is not shown again. */
const invitation = ({ url, host_url }: Emulator, { account, token }: Flags): string => `\
dbt Cloud is emulated at ${url}, account ${account}. Point the provider at it:
  export DBT_CLOUD_HOST_URL=${host_url}
  export DBT_CLOUD_ACCOUNT_ID=${account}
  export DBT_CLOUD_TOKEN=${token === defaultAccount.token ? token : '(the token given)'}`

const run = async (flags: Flags): Promise<void> => {
  const { port, account, token } = flags
  const accounts = [{ id: account, token }]
  const emulator = await startEmulator({ port, accounts, log: printEntry })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void emulator.close())
  print(invitation(emulator, flags))
}

try {
  const flags = flagsOf(process.argv.slice(2))
  if (flags.help) print(usage)
  else await run(flags)
} catch (error) {
  // oxlint-disable-next-line no-console -- flags that are wrong, a port that is taken
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  process.exitCode = 1
}
