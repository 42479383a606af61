import type { Json } from './exact-json.ts'

/** A request as the emulator saw it. Credentials are left out; the body is for tests, not for print. */
export interface RequestEntry {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The parsed body; its text where it is not JSON; undefined when there was none. */
  readonly body: Json | undefined
  /** When it arrived, by the emulator's clock. */
  readonly at: Date
  /** The status sent; null while it is under way and when the connection was dropped instead. */
  readonly status: number | null
  /** Milliseconds from arrival to answer; null while it is under way. */
  readonly ms: number | null
}

/** An entry whose outcome is still to be written. */
export type OpenEntry = { -readonly [K in keyof RequestEntry]: RequestEntry[K] }
