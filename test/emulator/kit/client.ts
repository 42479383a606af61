import type { Test } from 'tap'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../src/emulator/index.ts'

/** An emulator that stops at the end of the test. */
export const start = async (t: Test, options?: EmulatorOptions): Promise<Emulator> => {
  const emulator = await startEmulator(options)
  t.teardown(() => emulator.close())
  return emulator
}

export interface Sent {
  readonly body?: unknown
  /** The text of a body that is not generated JSON. */
  readonly text?: string
  /** The Authorization header. Default: that of the default account. */
  readonly authorization?: string | null
}

export interface Envelope<Data> {
  readonly status: { readonly code: number; readonly user_message: string }
  readonly data: Data
  readonly extra: { readonly pagination: { readonly count: number; readonly total_count: number } }
}

export interface Received<Data> {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body in the type that the test expects and checks. Undefined if the text is not JSON. */
  readonly json: Envelope<Data>
}

export interface Named {
  readonly id: number
  readonly name: string
}

const parsed = <Data>(text: string): Envelope<Data> => {
  try {
    return JSON.parse(text)
  } catch {
    // Says what `Received` says: a test that reads on fails with a TypeError.
    return undefined as unknown as Envelope<Data>
  }
}

/** Sends one request, such as `POST /api/v3/…`. Rejects if there is no complete response. */
export const send = async <Data>(
  emulator: Emulator,
  line: string,
  { body, text, authorization = 'Token emulator' }: Sent = {},
): Promise<Received<Data>> => {
  const [method = '', path = ''] = line.split(' ')
  const response = await fetch(emulator.url + path, {
    method,
    body: text ?? (body === undefined ? null : JSON.stringify(body)),
    headers: authorization === null ? {} : { authorization },
    redirect: 'manual',
  })
  const { status, headers } = response
  const received = await response.text()
  return { status, headers, text: received, json: parsed(received) }
}

export const config = '/api/v3/accounts/1/scim-config/'
export const tokens = `${config}tokens/` as const

/** The names in a listing. */
export const listedNames = async (emulator: Emulator, query = ''): Promise<readonly string[]> => {
  const { json } = await send<readonly Named[]>(emulator, `GET ${tokens}${query}`)
  return json.data.map(({ name }) => name)
}
