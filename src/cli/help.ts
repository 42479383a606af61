import { dbtcloud } from '../dbtcloud/provider.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import type { Flag, Flags } from './flags.ts'
import { MIN_TEXT, wrap, wrapIndented } from './wrap.ts'

export const program = `terraform-provider-${dbtcloud.name}`

export const title = `${program} ${dbtcloud.version}`

type Row = readonly [term: string, meaning: string]

const row = ([term, meaning]: Row, indent: number, columns: number): string => {
  const [first = '', ...others] = wrap(meaning, columns - indent)
  const margin = ' '.repeat(indent)
  return [`  ${term}`.padEnd(indent) + first, ...others.map((line) => margin + line)].join('\n')
}

/** Terms with their meanings beside them or, where that leaves too little room, below them. */
export const table = (rows: readonly Row[], columns: number): string => {
  const indent = Math.max(...rows.map(([term]) => term.length)) + 4
  if (columns - indent >= MIN_TEXT)
    return rows.map((entry) => row(entry, indent, columns)).join('\n')
  return rows
    .map(([term, meaning]) =>
      [wrapIndented(term, 2, columns), wrapIndented(meaning, 4, columns)].join('\n'),
    )
    .join('\n')
}

const paragraphs = (text: string, columns: number): string =>
  text
    .split('\n\n')
    .map((paragraph) => wrap(paragraph, columns).join('\n'))
    .join('\n\n')

const builtIn = [
  ['help [COMMAND]', 'Show this help, or the help for a command'],
  ['version', 'Print the name and version'],
] as const

const environment = [
  ['DBT_CLOUD_TOKEN', 'The API token'],
  ['DBT_CLOUD_ACCOUNT_ID', 'The account ID'],
  ['DBT_CLOUD_HOST_URL', 'The URL of the account\'s API, which ends in "/api"'],
  ['DBT_CLOUD_READ_ONLY', 'Set to 1 to refuse every write'],
  ['NO_COLOR', 'Set to 1 to disable colors'],
] as const

const exitCodes = [
  ['0', 'Success'],
  ['1', 'Something is wrong, or no command was given'],
  ['2', 'The command line is invalid'],
] as const

const flagRow = ([name, { value, about, short, ...rest }]: [string, Flag]) => {
  const standard = rest.default === undefined ? '' : ` (default: ${rest.default})`
  const names = `${short === undefined ? '' : `-${short}, `}--${name}`
  return [`${names}${value === undefined ? '' : ` ${value}`}`, `${about}${standard}`] as const
}

export const helpFlag = { help: { about: 'Show this help', short: 'h' } } as const

export const programFlags = {
  ...helpFlag,
  version: { about: 'Print the name and version', short: 'v' },
  debug: { about: 'Same as the debug command' },
} as const

/** What the program is, and all that may be typed. */
export const overview = (columns: number): string => {
  const summaries = Object.entries(commands).map(([name, { summary }]) => [name, summary] as const)
  return [
    paragraphs(`Usage: ${program} COMMAND [options]`, columns),
    paragraphs(
      `${title} is a plugin that Terraform, OpenTofu, and Pulumi start automatically. You can also run ` +
        'these commands:',
      columns,
    ),
    table([...summaries, ...builtIn], columns),
    `Options:\n${table(Object.entries(programFlags).map(flagRow), columns)}`,
    `${paragraphs('Environment variables, used where the provider configuration sets no value:', columns)}\n${table(environment, columns)}`,
    `Exit codes:\n${table(exitCodes, columns)}`,
  ].join('\n\n')
}

/** What one command does, and its options. */
export const commandHelp = (
  name: string,
  { about, flags }: Pick<Command, 'about' | 'flags'>,
  columns: number,
): string => {
  const all: Flags = { ...flags, ...helpFlag }
  return [
    paragraphs(`Usage: ${program} ${name} [options]`, columns),
    paragraphs(about, columns),
    `Options:\n${table(Object.entries(all).map(flagRow), columns)}`,
  ].join('\n\n')
}
