// JSON without loss: integers beyond 2^53 become bigint, and bigint is written with all its digits.
// The source text of a number (and `rawJSON`) are in the engine, but not yet in TypeScript's library.

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown

interface ExactJson {
  parse(text: string, reviver: Reviver): unknown
  stringify(value: unknown, replacer: (key: string, value: unknown) => unknown): string
  rawJSON(text: string): unknown
}

// `as unknown`: the library's own type of JSON knows neither the third argument nor rawJSON.
const exact = JSON as unknown as ExactJson

const integer = /^-?\d+$/

const reviveNumber: Reviver = (_key, value, { source }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && source && integer.test(source)
    ? BigInt(source)
    : value

/** @throws SyntaxError of the engine, whose message may quote the text: do not show it. */
export const parseJson = (text: string): unknown => exact.parse(text, reviveNumber)

export const formatJson = (value: object): string =>
  exact.stringify(value, (_key, part) =>
    typeof part === 'bigint' ? exact.rawJSON(String(part)) : part,
  )

/** True of a JSON object; arrays and null are none. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
