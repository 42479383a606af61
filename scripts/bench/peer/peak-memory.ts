import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setInterval } from 'node:timers'

/** The largest resident memory of a process so far, in MiB. NaN if the system has no file that contains it. */
export const peakMemory = (pid: number): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}

const isRunning = (executable: string, pid: string): boolean => {
  try {
    return readlinkSync(`/proc/${pid}/exe`) === executable
  } catch {
    return false // It has ended, or is another user's.
  }
}

const processesOf = (executable: string): readonly number[] => {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && isRunning(executable, name))
      .map(Number)
  } catch {
    return []
  }
}

const INTERVAL_MS = 25

/** Runs the work. Returns the largest resident memory that a process of the executable had meanwhile, in MiB. */
export const peakDuring = async (
  executable: string,
  work: () => Promise<unknown>,
): Promise<number> => {
  let peak = Number.NaN
  const look = () => {
    for (const memory of processesOf(executable).map(peakMemory))
      if (!(memory <= peak) && !Number.isNaN(memory)) peak = memory
  }
  const timer = setInterval(look, INTERVAL_MS)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  return peak
}
