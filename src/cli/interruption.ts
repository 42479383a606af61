import { isatty } from 'node:tty'

/**
 * Whether a closing terminal must not end this process. Under `nohup` no stream is a terminal any more. It
 * cannot be seen otherwise: Node resets the signal dispositions that it inherits.
 */
const outlivesTerminal = (): boolean => ![0, 1, 2].some((fd) => isatty(fd))

/**
 * Calls back once, when the user or the system asks the process to end. A second signal ends it at once, and
 * so does the first one after the returned function was called.
 */
export const onInterruption = (end: () => void): (() => void) => {
  const signals = ['SIGINT', 'SIGTERM', ...(outlivesTerminal() ? [] : ['SIGHUP'])]
  const release = (): void => {
    for (const signal of signals) process.off(signal, act)
  }
  const act = (): void => {
    release()
    end()
  }
  for (const signal of signals) process.on(signal, act)
  if (outlivesTerminal() && !process.listeners('SIGHUP').includes(ignore))
    process.on('SIGHUP', ignore)
  return release
}

const ignore = (): void => {}
