import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { platform, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** Listens on the socket at this path. Rejects if it cannot be created. */
type Bind = (path: string) => Promise<unknown>

// The kernel's address field has 104 bytes on BSD and 108 on Linux, including the final NUL.
const MAX_BYTES = platform() === 'linux' ? 107 : 103

/** A folder that cannot contain the socket. */
class UnusableFolder extends Error {
  override readonly name = 'UnusableFolder'
  readonly folder: string

  constructor(folder: string, reason: string) {
    super(`${folder} (${reason})`)
    this.folder = folder
  }
}

/** No folder on this machine can contain the socket. */
export class NoSocketFolder extends Error {
  override readonly name = 'NoSocketFolder'
  readonly tried: readonly UnusableFolder[]

  constructor(tried: readonly UnusableFolder[]) {
    super(
      `no directory can contain its socket. Tried ${tried.map(({ message }) => message).join(', ')}. ` +
        'Set TMPDIR to a directory with a short path that you can write to.',
    )
    this.tried = tried
  }
}

/** The host names a folder for sockets that cannot contain one. */
export class UnusableSocketFolder extends Error {
  override readonly name = 'UnusableSocketFolder'

  constructor({ message }: UnusableFolder) {
    super(`PLUGIN_UNIX_SOCKET_DIR cannot contain the socket: ${message}.`)
  }
}

/**
 * Creates a socket in the host's folder if it names one. Otherwise, creates it in a new private folder: in the
 * temporary folder or, if that is missing, full, read-only, or too long, in another one. Returns its path. The
 * socket is removed when the process ends.
 *
 * @throws UnusableSocketFolder, NoSocketFolder
 */
export const makeSocket = async (env: Environment, bind: Bind): Promise<string> => {
  const directory = env['PLUGIN_UNIX_SOCKET_DIR']
  return directory ? inHostFolder(directory, bind) : inAnyFolder(temporaryFolders(env), bind)
}

/** Best first. The last ones are in memory, where a full disk does not matter. */
const temporaryFolders = ({ XDG_RUNTIME_DIR: runtime }: Environment): readonly string[] => {
  const folders = [tmpdir(), '/tmp', '/var/tmp', ...(runtime ? [runtime] : []), '/dev/shm']
  return [...new Set(folders.map((folder) => resolve(folder)))]
}

const inHostFolder = async (directory: string, bind: Bind): Promise<string> => {
  const path = join(resolve(directory), `plugin${randomBytes(4).toString('hex')}`)
  try {
    checkPath(path)
    await bind(path)
  } catch (error) {
    throw new UnusableSocketFolder(unusable(directory, error))
  }
  return removeAtExit(path)
}

const inAnyFolder = async (folders: readonly string[], bind: Bind): Promise<string> => {
  const tried: UnusableFolder[] = []
  for (const folder of folders) {
    try {
      return await inFreshFolder(folder, bind)
    } catch (error) {
      tried.push(unusable(folder, error))
    }
  }
  throw new NoSocketFolder(tried)
}

const inFreshFolder = async (parent: string, bind: Bind): Promise<string> => {
  checkPath(join(parent, 'tf-XXXXXX', 's'))
  const fresh = mkdtempSync(join(parent, 'tf-'))
  const path = join(fresh, 's')
  try {
    await bind(path)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    throw error
  }
  removeAtExit(fresh)
  return path
}

/** The path must fit into the kernel's address and into one field of the handshake line. */
const checkPath = (path: string): void => {
  const bytes = Buffer.byteLength(path)
  if (bytes > MAX_BYTES) throw new Error(`its path is ${bytes - MAX_BYTES} bytes too long`)
  if (/[|\p{Cc}]/u.test(path)) throw new Error('its path contains a | or a control character')
}

const unusable = (folder: string, error: unknown): UnusableFolder => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  return new UnusableFolder(
    folder,
    code ?? (error instanceof Error ? error.message : String(error)),
  )
}

const removeAtExit = (path: string): string => {
  process.once('exit', () => rmSync(path, { recursive: true, force: true }))
  return path
}
