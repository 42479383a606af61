import { emulate, emulatorFlags, FlagError } from '../emulator/index.ts'
import { command } from './command.ts'
import { onInterruption } from './interruption.ts'
import { UsageError } from './usage-error.ts'

export const emulator = command({
  about:
    'Runs an emulated dbt Cloud in memory on 127.0.0.1 until you press Ctrl-C. It prints the environment ' +
    'variables that point the provider at it, and then one line of JSON for each request.',
  flags: emulatorFlags,
  run: async (values, { terminal }) => {
    const { invitation, end } = await emulate(values, terminal.print).catch((error: unknown) => {
      throw error instanceof FlagError ? new UsageError(error.message) : error
    })
    const stop = (): void => {
      end().catch((error: unknown) => {
        terminal.remark(error instanceof Error ? error.message : String(error))
        process.exitCode = 1
      })
    }
    onInterruption(stop)
    terminal.onLost(stop)
    // Last, because a reader may interrupt at once.
    terminal.print(invitation)
    return 0
  },
})
