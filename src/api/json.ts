// Lossless JSON: integers beyond 2^53 become bigint, and bigint is written with all its digits. The engine
// supports the source text of a number and `rawJSON`, but TypeScript does not declare them yet.

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown

interface ExactJson {
  parse(text: string, reviver: Reviver): unknown
  stringify(value: unknown, replacer: (key: string, value: unknown) => unknown): string
  rawJSON(text: string): unknown
}

// `as unknown`: TypeScript's type of JSON has neither the third argument nor rawJSON.
const exact = JSON as unknown as ExactJson

const integer = /^-?\d+$/

// No dbt Cloud number is longer. BigInt takes more than linear time: a million digits block the process
// for seconds.
const mostDigits = 40

// The engine takes seconds to reject millions of nested brackets.
const mostLevels = 200

/** Thrown for JSON that is too expensive to parse. The message completes "but …". */
export class JsonLimitError extends Error {
  constructor(found: string) {
    super(found)
    this.name = 'JsonLimitError'
  }
}

const exactInteger = (source: string): bigint => {
  const digits = source.length - (source.startsWith('-') ? 1 : 0)
  if (digits > mostDigits) throw new JsonLimitError(`it contains a number of ${digits} digits`)
  return BigInt(source)
}

// A loop, because regular expressions for strings need a stack or quadratic time.
const checkLevels = (text: string): void => {
  let level = 0
  let isString = false
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at]
    if (mark === '"') isString = !isString
    else if (isString) at += mark === '\\' ? 1 : 0
    else if (mark === '[' || mark === '{') level += 1
    else if (mark === ']' || mark === '}') level -= 1
    if (level > mostLevels)
      throw new JsonLimitError(`it is nested more than ${mostLevels} levels deep`)
  }
}

const reviveNumber: Reviver = (_key, value, { source }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && source && integer.test(source)
    ? exactInteger(source)
    : value

/**
 * In linear time.
 * @throws JsonLimitError
 * @throws SyntaxError of the engine, whose message may quote the text: do not show it
 */
export const parseJson = (text: string): unknown => {
  checkLevels(text)
  return exact.parse(text, reviveNumber)
}

export const formatJson = (value: object): string =>
  exact.stringify(value, (_key, part) =>
    typeof part === 'bigint' ? exact.rawJSON(String(part)) : part,
  )

/** True for a JSON object. False for arrays and null. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
