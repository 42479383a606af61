import type { Log } from '../schema/provider.ts'

export interface LogOptions {
  /** The provider's short name, as in TF_LOG_PROVIDER_NAME. */
  readonly name: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly write: (line: string) => void
  readonly now: () => Date
}

/** Writes lines of hclog JSON, except those that the host would discard. */
export const createLog = ({ name, env, write, now }: LogOptions): Log => {
  const threshold = LEVELS.indexOf(hostLevel(name, env))
  return (level, message, fields = {}) => {
    if (LEVELS.indexOf(level) < threshold) return
    write(`${logLine({ level, message, fields }, { name, time: now() })}\n`)
  }
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'off'] as const
type Level = (typeof LEVELS)[number]

/** The most specific variable that is set applies. `JSON` and unknown words mean trace. */
const hostLevel = (name: string, env: LogOptions['env']): Level => {
  const own = `TF_LOG_PROVIDER_${name.toUpperCase().replaceAll('-', '_')}`
  const wanted = (env[own] || env['TF_LOG_PROVIDER'] || env['TF_LOG'] || 'off').toLowerCase()
  return LEVELS.find((level) => level === wanted) ?? 'trace'
}

interface Entry {
  readonly level: string
  readonly message: unknown
  readonly fields: Readonly<Record<string, unknown>>
}

interface Origin {
  readonly name: string
  readonly time: Date
}

/** The host does not parse longer lines. */
const MAX_BYTES = 64 * 1024 - 1

const logLine = (entry: Entry, origin: Origin) => {
  const line = JSON.stringify(record(entry, origin), plain)
  if (Buffer.byteLength(line) < MAX_BYTES) return line
  const message = `${String(entry.message).slice(0, CUT)} … (cut)`
  return JSON.stringify(record({ ...entry, message, fields: {} }, origin))
}

/** A character has at most six bytes in JSON. */
const CUT = 10_000

/** The host panics on an `@` key that is not a string, so fields must not replace these keys. */
const record = ({ level, message, fields }: Entry, { name, time }: Origin) => ({
  ...fields,
  '@level': level,
  '@message': String(message),
  '@module': name,
  '@timestamp': timestamp(time),
})

/** The host requires exactly six digits for fractions of a second. */
const timestamp = (time: Date) => time.toISOString().replace('Z', '000Z')

const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
