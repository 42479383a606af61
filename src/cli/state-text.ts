import { createReadStream } from 'node:fs'

/** The file is not text. Says why without quoting it: a state holds secrets. */
export class StateTextError extends Error {
  override readonly name = 'StateTextError'
}

/** By the byte order mark that PowerShell's `>` writes or, without one, by the zero in the first letter. */
const encodingOf = ([first, second]: Uint8Array): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0) return 'utf-16be'
  return second === 0 ? 'utf-16le' : 'utf-8'
}

/** A text in UTF-8 or UTF-16, without its byte order mark. */
export const decodeStateText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    throw new StateTextError('it is not text in UTF-8 or UTF-16')
  }
}

/** Far beyond any state. A device has no end. */
const MAX_BYTES = 256 * 1024 * 1024

/** Reads a file, or a pipe to its end. */
export const readStateText = async (file: string): Promise<string> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of createReadStream(file)) {
    // `as`: a stream without an encoding has bytes.
    const bytes = chunk as Buffer
    length += bytes.length
    if (length > MAX_BYTES) throw new StateTextError('it is larger than 256 MiB')
    chunks.push(bytes)
  }
  return decodeStateText(Buffer.concat(chunks))
}
