/** An integer ID: a number while that is exact, a bigint beyond 2^53. */
export type Id = number | bigint

export type Json =
  | null
  | boolean
  | string
  | Id
  | readonly Json[]
  | { readonly [name: string]: Json | undefined }

// TypeScript 7 does not declare JSON.rawJSON (ES2026) yet.
const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => unknown }

/** The canonical form of an integer ID, from a number, a bigint, or decimal digits. */
export const idOf = (value: Id | string): Id => {
  const exact = BigInt(value)
  const short = Number(exact)
  return Number.isSafeInteger(short) ? short : exact
}

/** Parses JSON text, integers exactly. Throws SyntaxError. */
export const decodeJson = (text: string): Json =>
  JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source
    return typeof value === 'number' && source !== undefined && /^-?\d+$/.test(source)
      ? idOf(source)
      : value
  })

/** JSON text, integers exactly. */
export const encodeJson = (value: Json): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint' ? rawJSON(String(part)) : part,
  )
