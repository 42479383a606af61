import { execFile } from 'node:child_process'
import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { codeOf, reasonOf } from './file-error.ts'
import { program } from './help.ts'

/** The file is not an executable of this provider. The message is the reason, without the file's name. */
export class NotThisProvider extends Error {
  override readonly name = 'NotThisProvider'
}

/** How programs begin: ELF, Mach-O in its byte orders and with several architectures, Windows, scripts. */
const MAGIC = /^(?:7f454c46|feedfac[ef]|c[ef]faedfe|cafebabe|4d5a|2321)/

const readStart = async (file: string): Promise<string> => {
  // First, because to open a pipe would take forever.
  if (!(await stat(file)).isFile()) throw new NotThisProvider('it is not a regular file')
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.toString('hex', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** A start under load takes seconds; a program that waits for input takes forever. */
const TIMEOUT_MS = 30_000

type Environment = Readonly<Record<string, string | undefined>>

const NEEDED = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'TEMP']

/** What a program needs to start at all, and no secret. */
const withoutSecrets = (env: Environment): Record<string, string | undefined> =>
  Object.fromEntries(NEEDED.map((name) => [name, env[name]]))

const ask = async (file: string, env: Environment): Promise<string> => {
  try {
    const limits = { timeout: TIMEOUT_MS, killSignal: 'SIGKILL', maxBuffer: 2 ** 16 } as const
    const options = { ...limits, env: withoutSecrets(env) }
    const running = promisify(execFile)(file, ['--version'], options)
    running.child.stdin?.end()
    return (await running).stdout
  } catch (error) {
    if (codeOf(error) === 'EACCES')
      throw new NotThisProvider('it is not executable (chmod +x makes it so)', { cause: error })
    const isNotStarted = error instanceof Error && 'syscall' in error
    throw new NotThisProvider(isNotStarted ? reasonOf(error) : OTHER, { cause: error })
  }
}

const OTHER = 'it does not answer --version as this provider does'

const answer = new RegExp(String.raw`^${program} (\d+\.\d+\.\d+(?:-[\dA-Za-z.-]+)?)\r?\n$`)

/**
 * The version that an executable of this provider answers.
 *
 * @throws NotThisProvider
 */
export const providerVersion = async (path: string, env: Environment): Promise<string> => {
  const file = resolve(path)
  const start = await readStart(file).catch((error: unknown) => {
    throw error instanceof NotThisProvider ? error : new NotThisProvider(reasonOf(error))
  })
  // An empty file or a text must not end up in a shell, as `execvp` has it.
  if (!MAGIC.test(start)) throw new NotThisProvider('it is not an executable')
  const [, version] = answer.exec(await ask(file, env)) ?? []
  if (version !== undefined) return version
  throw new NotThisProvider(OTHER)
}
