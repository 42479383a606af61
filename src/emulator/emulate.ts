import { readFile, stat } from 'node:fs/promises'
import { getSystemErrorMessage } from 'node:util'
import { defaultAccount, type Emulator, type EmulatorOptions, startEmulator } from './emulator.ts'
import { type Id, idOf } from './exact-json.ts'
import { checkPrivateFile, writePrivateFile } from './private-file.ts'
import type { RequestEntry } from './request-log.ts'
import { StateError } from './state.ts'

/** The options of the command line, as text. */
export const emulatorFlags = {
  port: { value: 'N', about: 'Port to listen on; 0 picks a free one', default: '0' },
  account: { value: 'ID', about: 'Account ID', default: String(defaultAccount.id) },
  token: { value: 'TOKEN', about: 'API token that it accepts', default: defaultAccount.token },
  latency: { value: 'MS', about: 'Milliseconds to delay each response', default: '0' },
  'rate-limit': {
    value: 'N',
    about: 'Requests to serve per minute; further ones get 429 and Retry-After; 0 for no limit',
    default: '0',
  },
  'failure-rate': {
    value: 'SHARE',
    about: 'Share of requests that fail, from 0 to 1',
    default: '0',
  },
  seed: { value: 'N', about: 'The same seed produces the same failures', default: '1' },
  load: { value: 'FILE', about: 'State to start with, as written by --save' },
  save: { value: 'FILE', about: 'Write the state here at the end, secrets included' },
} as const

/** A flag with an invalid value. */
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

const invalid = (values: Values, flag: keyof Values, expected: string): FlagError =>
  new FlagError(
    `Invalid value ${JSON.stringify(values[flag])} for --${flag}: expected ${expected}.`,
  )

const wholeNumber = (
  values: Values,
  flag: Exclude<keyof Values, Optional>,
  largest: number,
): number => {
  const value = /^\d{1,15}$/.test(values[flag]) ? Number(values[flag]) : Number.NaN
  if (value <= largest) return value
  throw invalid(values, flag, `a whole number from 0 to ${largest}`)
}

const share = (values: Values): number => {
  const text = values['failure-rate'].trim()
  const value = text === '' ? Number.NaN : Number(text)
  if (value >= 0 && value <= 1) return value
  throw invalid(values, 'failure-rate', 'a number from 0 to 1')
}

const accountOf = (values: Values): Id => {
  if (/^[1-9]\d{0,18}$/.test(values.account)) return idOf(values.account)
  throw invalid(values, 'account', 'a positive whole number of at most 19 digits')
}

const tokenOf = (values: Values): string => {
  if (/^[!-~]+$/.test(values.token)) return values.token
  // A token is a secret, so the value is not shown.
  throw new FlagError('Invalid value for --token: expected printable ASCII without spaces.')
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { code, errno, message }: NodeJS.ErrnoException = error
  // The system calls it an "illegal operation on a directory".
  if (code === 'EISDIR') return 'it is a directory'
  return errno === undefined ? message : getSystemErrorMessage(errno)
}

/** A device has no end. */
const readText = async (file: string): Promise<string> => {
  const found = await stat(file)
  if (found.isCharacterDevice() || found.isBlockDevice()) throw new Error('it is a device')
  return readFile(file, 'utf8')
}

const loaded = async (file: string | undefined): Promise<string | undefined> => {
  try {
    return file === undefined ? undefined : await readText(file)
  } catch (error) {
    throw new FlagError(`Cannot read ${file} (--load): ${reasonOf(error)}.`)
  }
}

const checkSave = async (file: string | undefined): Promise<void> => {
  try {
    if (file !== undefined) await checkPrivateFile(file)
  } catch (error) {
    throw new FlagError(`Cannot write ${file} (--save): ${reasonOf(error)}.`)
  }
}

/** An hour. Timers take no more than some weeks. */
const MAX_LATENCY = 3_600_000

/** @throws FlagError */
const choiceOf = async (values: Values): Promise<Choice> => ({
  port: wholeNumber(values, 'port', 65_535),
  account: accountOf(values),
  token: tokenOf(values),
  latency: wholeNumber(values, 'latency', MAX_LATENCY),
  rateLimit: wholeNumber(values, 'rate-limit', 1_000_000_000) || undefined,
  failureRate: share(values),
  seed: wholeNumber(values, 'seed', 2 ** 31),
  state: await loaded(values.load),
})

const save = async (emulator: Emulator, file: string | undefined): Promise<void> => {
  try {
    if (file !== undefined) await writePrivateFile(file, `${emulator.save()}\n`)
  } catch (error) {
    throw new Error(`Cannot write ${file} (--save): ${reasonOf(error)}.`, { cause: error })
  }
}

const lineOf = ({ method, path, status, ms }: RequestEntry): string =>
  JSON.stringify({ method, path, status, ms: Math.round(ms ?? 0) })

/** A token that was given is not shown again. */
const invitation = ({ url, host_url }: Emulator, { account, token }: Choice): string => `\
An emulated dbt Cloud is running at ${url}, account ${account}. To use it, set:
  export DBT_CLOUD_HOST_URL=${host_url}
  export DBT_CLOUD_ACCOUNT_ID=${account}
  export DBT_CLOUD_TOKEN=${token === defaultAccount.token ? token : '(the value of --token)'}`

/** The port cannot be listened on. */
class PortError extends Error {
  override readonly name = 'PortError'

  constructor(port: number, cause: Error) {
    const advice =
      'code' in cause && cause.code === 'EADDRINUSE'
        ? 'is already in use. Choose another one with --port, or use --port 0 for a free one.'
        : `cannot be opened: ${reasonOf(cause)}. Choose another one with --port.`
    super(`Port ${port} on 127.0.0.1 ${advice}`, { cause })
  }
}

const start = async (options: Choice, file: string | undefined): Promise<Emulator> => {
  try {
    return await startEmulator(options)
  } catch (error) {
    if (error instanceof StateError)
      throw new FlagError(`Cannot read ${file} (--load): ${error.message}.`)
    throw error instanceof Error && 'syscall' in error ? new PortError(options.port, error) : error
  }
}

/** An emulator that a command line has started. */
export interface Emulation {
  /** How to point the provider at it. */
  readonly invitation: string
  /** Stops it, and saves its state where that was asked for. */
  readonly end: () => Promise<void>
}

/**
 * Starts an emulator that prints a line of JSON for each request. Resolves when it listens.
 *
 * @throws FlagError
 */
export const emulate = async (values: Values, print: Print): Promise<Emulation> => {
  const choice = await choiceOf(values)
  await checkSave(values.save)
  const accounts = [{ id: choice.account, token: choice.token }]
  const log = (entry: RequestEntry): void => print(lineOf(entry))
  const emulator = await start({ ...choice, accounts, log }, values.load)
  return {
    invitation: invitation(emulator, choice),
    end: async () => {
      await emulator.close()
      await save(emulator, values.save)
    },
  }
}
