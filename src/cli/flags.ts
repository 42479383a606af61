import { parseArgs } from 'node:util'
import { suggestion } from './suggestion.ts'
import { UsageError } from './usage-error.ts'

export interface Flag {
  /** What `--help` says about it. */
  readonly about: string
  /** The word for its value in `--help`. Without one the flag is a switch. */
  readonly value?: string
  readonly default?: string
  /** One letter that stands for it. */
  readonly short?: string
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

const namesOf = (flags: Flags): readonly string[] => Object.keys(flags).map((name) => `--${name}`)

/** A negative number is a value, and its command says why it is invalid. */
const isOption = (text: string): boolean => /^-(?!\d)/.test(text)

const checkFlag = (flags: Flags, { name = '', rawName = '', value, inlineValue }: Token): void => {
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined
  if (flag === undefined)
    throw new UsageError(`Unknown option "${rawName}".${suggestion(rawName, namesOf(flags))}`)
  if (flag.value === undefined) {
    if (value !== undefined) throw new UsageError(`The option ${rawName} takes no value.`)
  } else if (!value || (!inlineValue && isOption(value)))
    throw new UsageError(`The option ${rawName} needs a value: ${rawName} ${flag.value}.`)
}

const checkToken = (flags: Flags, token: Token): void => {
  if (token.kind === 'option') checkFlag(flags, token)
  if (token.kind !== 'positional') return
  const { value = '' } = token
  throw new UsageError(
    `Unexpected argument ${JSON.stringify(value)}.${suggestion(value, namesOf(flags))}`,
  )
}

/** Terraform writes its own options with one dash: `-version` means `--version`. */
const withTwoDashes = (arg: string): string => (/^-[a-z][a-z-]/i.test(arg) ? `-${arg}` : arg)

const optionOf = ({ value, short }: Flag) => ({
  type: value === undefined ? ('boolean' as const) : ('string' as const),
  ...(short === undefined ? {} : { short }),
})

/**
 * Reads the options. One that is absent is its default, otherwise undefined, or false for a switch.
 *
 * @throws UsageError for everything that is not one of these options
 */
export const parseFlags = <F extends Flags>(args: readonly string[], flags: F): Values<F> => {
  const options = Object.entries(flags).map(([name, flag]) => [name, optionOf(flag)] as const)
  const { values, tokens } = parseArgs({
    args: args.map(withTwoDashes),
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
