import { parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

export interface Flag {
  /** What `--help` says of it. */
  readonly about: string
  /** The word for its value in `--help`. Without one the flag is a switch. */
  readonly value?: string
  readonly default?: string
}

export type Flags = Readonly<Record<string, Flag>>

type Value<F extends Flag> = F extends { readonly value: string }
  ? F extends { readonly default: string }
    ? string
    : string | undefined
  : boolean

export type Values<F extends Flags> = { readonly [N in keyof F]: Value<F[N]> }

/** The part of a token of parseArgs that is looked at. */
interface Token {
  readonly kind: 'option' | 'positional' | 'option-terminator'
  readonly name?: string
  readonly rawName?: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

const checkFlag = (flags: Flags, { name = '', rawName, value, inlineValue }: Token): void => {
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined
  if (flag === undefined) throw new UsageError(`There is no flag ${rawName}`)
  if (flag.value === undefined) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value`)
  } else if (!value || (!inlineValue && value.startsWith('-')))
    throw new UsageError(`${rawName} needs a value: ${rawName} ${flag.value}`)
}

const checkToken = (flags: Flags, token: Token): void => {
  if (token.kind === 'option') checkFlag(flags, token)
  if (token.kind === 'positional')
    throw new UsageError(`There is no use for ${JSON.stringify(token.value)} here`)
}

/**
 * Reads the flags; what is absent is its default, else undefined, or false for a switch.
 *
 * @throws UsageError for whatever is not a flag of these
 */
export const parseFlags = <F extends Flags>(args: readonly string[], flags: F): Values<F> => {
  const options = Object.entries(flags).map(
    ([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const,
  )
  const { values, tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(options),
    strict: false,
    tokens: true,
  })
  for (const token of tokens) checkToken(flags, token)
  const read = Object.entries(flags).map(([name, flag]) => [
    name,
    values[name] ?? (flag.value === undefined ? false : flag.default),
  ])
  // The checks above and the line before say of each flag what the mapped type says.
  return Object.fromEntries(read) as Values<F>
}
