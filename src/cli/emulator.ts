import { emulate, emulatorFlags, FlagError } from '../emulator/index.ts'
import { command } from './command.ts'
import { UsageError } from './usage-error.ts'

export const emulator = command({
  about:
    'Serves an emulated dbt Cloud, in memory, on 127.0.0.1 until interrupted. Prints the variables that\n' +
    'point the provider at it, then one line of JSON for each request.',
  flags: emulatorFlags,
  run: async (values, { terminal }) => {
    try {
      await emulate(values, terminal.print)
      return 0
    } catch (error) {
      throw error instanceof FlagError ? new UsageError(error.message) : error
    }
  },
})
