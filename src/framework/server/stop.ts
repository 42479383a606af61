import { writeSync } from 'node:fs'
import { framesOf } from '../rpc/frames.ts'

/**
 * Ctrl-C reaches the plugin as well as its host, and the host then stops it over gRPC: the signal
 * itself must do nothing. A process that a person started ends by it.
 */
export const handleSignals = ({ hosted }: { readonly hosted: boolean }): void => {
  process.on('SIGINT', hosted ? () => {} : () => process.exit(130))
  process.on('SIGTERM', () => process.exit(143))
}

/** Ends the process when its host has died: nobody else would. */
export const watchParent = (interval = 500): void => {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent || !isAlive(parent)) process.exit(1)
  }, interval).unref()
}

/** On Windows the number of a parent outlives it. */
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Where the host finds the first of these words on stderr, it shows the lines as the crash's cause. */
export const reportCrashes = (): void => {
  process.on('uncaughtException', panic)
  process.on('unhandledRejection', panic)
}

const panic = (error: unknown) => {
  const kind = error instanceof Error ? error.name : typeof error
  try {
    writeSync(2, `${[`panic: ${kind}`, ...framesOf(error)].join('\n')}\n`)
  } catch {
    // stderr went with the host: there is nobody to tell.
  }
  process.exit(1)
}
