import { spawnSync } from 'node:child_process'
import { droppedNames } from './runtime-variables.ts'

/** What this needs of `process`. */
export type Runtime = Pick<
  NodeJS.Process,
  'env' | 'argv' | 'execPath' | 'execve' | 'exit' | 'platform'
>

/**
 * Starts this program again, in the same process, without the variables that must not change what it does:
 * Node has read some of them already. Windows cannot do that, so the program waits for its second start
 * there. On Linux no variable is left when this runs: see elf/entry.ts.
 */
export const startClean = (runtime: Runtime): void => {
  const { env, argv, execPath, platform } = runtime
  const names = droppedNames(env)
  if (names.length === 0) return
  for (const name of names) delete env[name]
  // In an executable, both the first and the second argument are the program.
  const args = argv.slice(2)
  if (platform !== 'win32') runtime.execve?.(execPath, [execPath, ...args], env)
  runtime.exit(spawnSync(execPath, args, { env, stdio: 'inherit' }).status ?? 1)
}
