import { dbtcloud } from '../dbtcloud/provider.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import type { Flag, Flags } from './flags.ts'

export const program = `terraform-provider-${dbtcloud.name}`

export const title = `${program} ${dbtcloud.version}`

const table = (rows: readonly (readonly [term: string, meaning: string])[]): string => {
  const width = Math.max(...rows.map(([term]) => term.length))
  return rows.map(([term, meaning]) => `  ${term.padEnd(width)}  ${meaning}`).join('\n')
}

const environment = [
  ['DBT_CLOUD_TOKEN', 'the API token'],
  ['DBT_CLOUD_ACCOUNT_ID', 'the id of the account'],
  ['DBT_CLOUD_HOST_URL', "the address of the account's API, which ends in /api"],
  ['DBT_CLOUD_READ_ONLY', '1: the provider refuses every write; plans and imports work'],
  ['NO_COLOR', '1: no colours, which otherwise show on a terminal'],
] as const

const exitCodes = [
  ['0', 'all is well'],
  ['1', 'something is wrong, or the program was started without a command'],
  ['2', 'the command line makes no sense'],
] as const

const flagRow = ([name, { value, about, ...rest }]: [string, Flag]) => {
  const standard = rest.default === undefined ? '' : ` (default: ${rest.default})`
  return [`--${name}${value === undefined ? '' : ` ${value}`}`, `${about}${standard}`] as const
}

export const helpFlag = { help: { about: 'this text' } } as const

export const programFlags = {
  ...helpFlag,
  version: { about: 'the name and the version' },
  debug: { about: 'the same as the command debug' },
} as const

/** What the program is, and all that may be typed. */
export const overview = (): string =>
  [
    `${title} is a plugin: Terraform and OpenTofu start it themselves.`,
    'A person may start it too:',
    '',
    `  ${program} COMMAND [flags]`,
    '',
    'Commands, each with a --help of its own:',
    table(Object.entries(commands).map(([name, { summary }]) => [name, summary])),
    '',
    'Flags:',
    table(Object.entries(programFlags).map(flagRow)),
    '',
    'Environment variables, which the provider reads where its configuration says nothing:',
    table(environment),
    '',
    'Exit codes:',
    table(exitCodes),
  ].join('\n')

/** What one command does, and its flags. */
export const commandHelp = (name: string, { about, flags }: Command): string => {
  const all: Flags = { ...flags, ...helpFlag }
  const usage = `${program} ${name}${Object.keys(flags).length === 0 ? '' : ' [flags]'}`
  return [usage, about, `Flags:\n${table(Object.entries(all).map(flagRow))}`].join('\n\n')
}
