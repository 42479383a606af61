import { getSystemErrorMessage } from 'node:util'

/** The system's words for what went wrong, without its codes. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { errno, message }: NodeJS.ErrnoException = error
  // The system calls it an "illegal operation on a directory".
  if (codeOf(error) === 'EISDIR') return 'it is a directory'
  return errno === undefined ? message : getSystemErrorMessage(errno)
}

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined

const ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'Check its permissions, or choose another directory with --dir.',
  EPERM: 'Check its permissions, or choose another directory with --dir.',
  EROFS: 'Choose a directory on another file system with --dir.',
  ENOSPC: 'Free some space, or choose a directory on another file system with --dir.',
  EDQUOT: 'Free some space, or choose a directory on another file system with --dir.',
  ENOTDIR: 'Move the file that is in the way, or choose another directory with --dir.',
  EEXIST: 'Move what is in the way, or choose another directory with --dir.',
  EISDIR: 'Move the directory that is in the way, or choose another one with --dir.',
  EBUSY: 'Close the programs that use it and try again.',
  ETXTBSY: 'Close the programs that use it and try again.',
}

type Action = 'read' | 'write' | 'create' | 'remove' | 'use'

/** A file or folder that cannot be used: which, why, and what to do. */
export class FileError extends Error {
  override readonly name = 'FileError'
  readonly path: string

  constructor(action: Action, path: string, cause: unknown) {
    const advice = ADVICE[codeOf(cause) ?? ''] ?? 'Choose another directory with --dir.'
    super(`Cannot ${action} ${path}: ${reasonOf(cause)}. ${advice}`, { cause })
    this.path = path
  }
}
