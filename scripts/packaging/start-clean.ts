import { spawnSync } from 'node:child_process'
import { droppedNames } from './runtime-variables.ts'

/** What this needs of `process`. */
export type Runtime = Pick<NodeJS.Process, 'env' | 'argv' | 'execPath' | 'execve' | 'exit'>

/**
 * Starts this program again, in the same process, without the variables that must not change what it does:
 * Node has read some of them already. Windows has no such call, so there the program waits for its
 * second start. On Linux no variable is left when this runs: see elf/entry.ts.
 */
export const startClean = ({ env, argv, execPath, execve, exit }: Runtime): void => {
  const names = droppedNames(env)
  if (names.length === 0) return
  for (const name of names) delete env[name]
  // In an executable, both the first and the second argument are the program.
  const args = argv.slice(2)
  if (execve) execve(execPath, [execPath, ...args], env)
  exit(spawnSync(execPath, args, { env, stdio: 'inherit' }).status ?? 1)
}
