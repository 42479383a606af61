import type { Context, ExitCode } from './command.ts'
import { commands } from './commands.ts'
import { parseFlags } from './flags.ts'
import { commandHelp, helpFlag, overview, program, programFlags, title } from './help.ts'
import { openTerminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

const runCommand = async (
  name: string,
  args: readonly string[],
  context: Context,
): Promise<ExitCode> => {
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (entry === undefined) throw new UsageError(`There is no command ${JSON.stringify(name)}`)
  const command = await entry.load()
  try {
    const { help, ...values } = parseFlags(args, { ...command.flags, ...helpFlag })
    if (!help) return await command.run(values, context)
    context.terminal.print(commandHelp(name, command))
    return 0
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(`${name}: ${error.message}`) : error
  }
}

const runFlags = async (args: readonly string[], context: Context): Promise<ExitCode> => {
  const { version, debug } = parseFlags(args, programFlags)
  if (debug) await context.serveDebug()
  else context.terminal.print(version ? title : overview())
  return 0
}

const run = async (args: readonly string[], context: Context): Promise<ExitCode> => {
  const [first, ...rest] = args
  if (first === undefined) {
    context.terminal.remark(overview())
    // As go-plugin has it: who starts a plugin by hand has not got what it is for.
    return 1
  }
  return first.startsWith('-') ? runFlags(args, context) : runCommand(first, rest, context)
}

const helpFor = ([name = '']: readonly string[]): string =>
  Object.hasOwn(commands, name) ? `${program} ${name} --help` : `${program} --help`

/** Does what a person typed, and leaves the exit code in the process. Never rejects. */
export const runCli = async (
  args: readonly string[],
  { env, serveDebug }: Omit<Context, 'terminal'>,
): Promise<void> => {
  const terminal = openTerminal(env)
  try {
    process.exitCode = await run(args, { env, serveDebug, terminal })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const isUsage = error instanceof UsageError
    terminal.remark(isUsage ? `${message}. See ${helpFor(args)}.` : message)
    process.exitCode = isUsage ? 2 : 1
  }
}
