import { readFile, writeFile } from 'node:fs/promises'
import { defaultAccount, type Emulator, type EmulatorOptions, startEmulator } from './emulator.ts'
import { type Id, idOf } from './exact-json.ts'
import type { RequestEntry } from './request-log.ts'
import { StateError } from './state.ts'

/** The flags of the command line, as text. */
export const emulatorFlags = {
  port: { value: 'N', about: 'the port to listen on; 0 is a free one', default: '0' },
  account: { value: 'ID', about: 'the id of the account', default: String(defaultAccount.id) },
  token: { value: 'TOKEN', about: 'the token that opens it', default: defaultAccount.token },
  latency: { value: 'MS', about: 'milliseconds by which answers are kept back', default: '0' },
  'rate-limit': {
    value: 'N',
    about: 'requests served in a minute, the others get 429 and Retry-After; 0 is all',
    default: '0',
  },
  'failure-rate': { value: 'SHARE', about: 'the share that goes wrong, 0 to 1', default: '0' },
  seed: { value: 'N', about: 'the same number brings the same failures', default: '1' },
  load: { value: 'FILE', about: 'the state to begin with, as --save has written it' },
  save: { value: 'FILE', about: 'where to write the state at the end: secrets are in it' },
} as const

/** A flag whose value makes no sense. */
export class FlagError extends Error {
  override readonly name = 'FlagError'
}

type Optional = 'load' | 'save'

type Values = Readonly<
  Record<Exclude<keyof typeof emulatorFlags, Optional>, string> &
    Record<Optional, string | undefined>
>

interface Choice extends EmulatorOptions {
  readonly port: number
  readonly account: Id
  readonly token: string
}

type Print = (line: string) => void

const wholeNumber = (values: Values, flag: Exclude<keyof Values, Optional>): number => {
  if (/^\d+$/.test(values[flag])) return Number(values[flag])
  throw new FlagError(`--${flag} is no whole number`)
}

const share = (text: string): number => {
  const value = text === '' ? Number.NaN : Number(text)
  if (value >= 0 && value <= 1) return value
  throw new FlagError('--failure-rate is no number from 0 to 1')
}

const loaded = async (file: string | undefined): Promise<string | undefined> => {
  try {
    return file === undefined ? undefined : await readFile(file, 'utf8')
  } catch {
    throw new FlagError('--load is no file that can be read')
  }
}

/** @throws FlagError */
const choiceOf = async (values: Values): Promise<Choice> => {
  const { port, account, token } = values
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new FlagError('--port is no port')
  if (!/^\d+$/.test(account)) throw new FlagError('--account is no whole number')
  return {
    port: Number(port),
    account: idOf(account),
    token,
    latency: wholeNumber(values, 'latency'),
    rateLimit: wholeNumber(values, 'rate-limit') || undefined,
    failureRate: share(values['failure-rate']),
    seed: wholeNumber(values, 'seed'),
    state: await loaded(values.load),
  }
}

/** Only the user may read it: the secrets are in it. */
const save = async (emulator: Emulator, file: string | undefined): Promise<void> => {
  if (file !== undefined) await writeFile(file, `${emulator.save()}\n`, { mode: 0o600 })
}

const lineOf = ({ method, path, status, ms }: RequestEntry): string =>
  JSON.stringify({ method, path, status, ms: Math.round(ms ?? 0) })

/** How to point the provider here. A token that was given is not shown again. */
const invitation = ({ url, host_url }: Emulator, { account, token }: Choice): string => `\
dbt Cloud is emulated at ${url}, account ${account}. Point the provider at it:
  export DBT_CLOUD_HOST_URL=${host_url}
  export DBT_CLOUD_ACCOUNT_ID=${account}
  export DBT_CLOUD_TOKEN=${token === defaultAccount.token ? token : '(the token given)'}`

const start = async (options: EmulatorOptions): Promise<Emulator> => {
  try {
    return await startEmulator(options)
  } catch (error) {
    throw error instanceof StateError ? new FlagError(`--load: ${error.message}`) : error
  }
}

/**
 * Serves until the process is interrupted, and prints a line of JSON for each request. Resolves when
 * it listens.
 *
 * @throws FlagError
 */
export const emulate = async (values: Values, print: Print): Promise<void> => {
  const choice = await choiceOf(values)
  const accounts = [{ id: choice.account, token: choice.token }]
  const log = (entry: RequestEntry): void => print(lineOf(entry))
  const emulator = await start({ ...choice, accounts, log })
  const end = async (): Promise<void> => {
    await emulator.close()
    await save(emulator, values.save)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void end())
  print(invitation(emulator, choice))
}
