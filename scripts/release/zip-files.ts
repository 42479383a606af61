import { type Zippable, zipSync } from 'fflate'

/** A file in an archive. */
export interface ZippedFile {
  readonly name: string
  readonly content: Uint8Array
  readonly isExecutable?: boolean
}

/** The earliest time that zip supports. It has no time zone, so its bytes are the same everywhere. */
const TIME = new Date(1980, 0, 1)
const UNIX = 3
const REGULAR = 0o100000

/** An archive of the files. The same content always gives the same bytes. */
export const zipFiles = (files: readonly ZippedFile[]): Uint8Array => {
  const zippable: Zippable = {}
  for (const { name, content, isExecutable } of files.toSorted(byName)) {
    const mode = REGULAR | (isExecutable ? 0o755 : 0o644)
    zippable[name] = [content, { level: 6, mtime: TIME, os: UNIX, attrs: mode << 16 }]
  }
  return zipSync(zippable)
}

const byName = (one: ZippedFile, other: ZippedFile) => (one.name < other.name ? -1 : 1)
