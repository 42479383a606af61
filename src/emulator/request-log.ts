import type { Json } from './exact-json.ts'

/** A received request, without credentials. The body is for tests and is not printed. */
export interface RequestEntry {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The parsed body, or its text if it is not JSON. Undefined if there was none. */
  readonly body: Json | undefined
  /** When it arrived, by the emulator's clock. */
  readonly at: Date
  /** The status of the response. Null while it is pending, and if the connection was dropped. */
  readonly status: number | null
  /** Milliseconds from arrival to response. Null while it is pending. */
  readonly ms: number | null
}

/** An entry without an outcome yet. */
export type OpenEntry = { -readonly [K in keyof RequestEntry]: RequestEntry[K] }
