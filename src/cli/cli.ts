import { printableLine } from '../framework/index.ts'
import type { Context, ExitCode } from './command.ts'
import { commands } from './commands.ts'
import { parseFlags } from './flags.ts'
import { commandHelp, helpFlag, overview, program, programFlags, title } from './help.ts'
import { suggestion } from './suggestion.ts'
import { openTerminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import { wrap } from './wrap.ts'

const words = [...Object.keys(commands), 'help', 'version']

const loadCommand = async (name: string) => {
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (entry !== undefined) return entry.load()
  throw new UsageError(`Unknown command ${JSON.stringify(name)}.${suggestion(name, words)}`)
}

const runCommand: Run = async ([name = '', ...args], context) => {
  const command = await loadCommand(name)
  try {
    const { help, ...values } = parseFlags(args, { ...command.flags, ...helpFlag })
    if (!help) return await command.run(values, context)
    context.terminal.print(commandHelp(name, command, context.terminal.columns))
    return 0
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(`${name}: ${error.message}`) : error
  }
}

type Run = (args: readonly string[], context: Context) => Promise<ExitCode>

/** `help`, `help COMMAND` */
const runHelp: Run = async ([name, ...more], { terminal }) => {
  if (more.length > 0) throw new UsageError(`Unexpected argument ${JSON.stringify(more[0])}.`)
  const { columns, print } = terminal
  if (name === undefined || name.startsWith('-') || ['help', 'version'].includes(name)) {
    parseFlags(name?.startsWith('-') ? [name] : [], helpFlag)
    print(overview(columns))
  } else print(commandHelp(name, await loadCommand(name), columns))
  return 0
}

const runVersion: Run = async (args, { terminal }) => {
  const { help } = parseFlags(args, helpFlag)
  terminal.print(help ? overview(terminal.columns) : title)
  return 0
}

const runFlags: Run = async (args, context) => {
  const [first = ''] = args
  const word = first.replace(/^-+/, '')
  if (word !== 'debug' && Object.hasOwn(commands, word))
    throw new UsageError(`Unknown option ${JSON.stringify(first)}. Did you mean "${word}"?`)
  const { help, version, debug } = parseFlags(args, programFlags)
  if (debug && !help) return runCommand(['debug'], context)
  const { columns, print } = context.terminal
  print(version && !help ? title : overview(columns))
  return 0
}

const isHelp = (word: string): boolean => /^--?h(?:elp)?$/.test(word)

const run: Run = async (args, context) => {
  const [first, ...rest] = args
  const [second] = rest
  if (first === undefined) {
    context.terminal.remark(overview(context.terminal.columns))
    // As go-plugin does: a person who starts a plugin without a command did not get what they wanted.
    return 1
  }
  if (first === 'help' || (isHelp(first) && second && !second.startsWith('-')))
    return runHelp(rest, context)
  if (first === 'version') return runVersion(rest, context)
  return first.startsWith('-') ? runFlags(args, context) : runCommand(args, context)
}

const helpFor = ([name = '']: readonly string[]): string =>
  Object.hasOwn(commands, name) ? `${program} ${name} --help` : `${program} --help`

const messageOf = (error: unknown, args: readonly string[]): string => {
  const message = error instanceof Error ? error.message : String(error)
  return error instanceof UsageError ? `${message} Run "${helpFor(args)}" for usage.` : message
}

/** Does what a person typed. Never rejects: an error is a remark and an exit code. */
export const execute = async (args: readonly string[], context: Context): Promise<ExitCode> => {
  try {
    return await run(args, context)
  } catch (error) {
    const { columns, remark } = context.terminal
    const message = printableLine(messageOf(error, args))
    remark(wrap(message, columns, { keepWords: true }).join('\n'))
    return error instanceof UsageError ? 2 : 1
  }
}

/** The same with the terminal of this process, which gets the exit code. */
export const runCli = async (
  args: readonly string[],
  { env, serveDebug }: Omit<Context, 'terminal'>,
): Promise<void> => {
  const code = await execute(args, { env, serveDebug, terminal: openTerminal(env) })
  // It is set already if stdout failed meanwhile.
  process.exitCode ??= code
}
