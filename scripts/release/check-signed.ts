import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { CODE_SIGNATURE, loadCommands } from '../packaging/mach-o.ts'
import { NotReleasable } from './not-releasable.ts'

const SIGNATURE = 0xfade0cc0
const DIRECTORY = 0xfade0c02
const DIRECTORY_SLOT = 0

/**
 * Throws `NotReleasable` unless the file has a signature (ad-hoc or better) that covers every page.
 * macOS does not run a program without one. Throws `NotMachO` if the file is not a macOS program.
 */
export const checkSigned = (path: string): void => {
  const fault = signatureFault(readFileSync(path))
  if (fault !== undefined) throw new NotReleasable(`${path}: ${fault}`)
}

const signatureFault = (file: Buffer): string | undefined => {
  const command = loadCommands(file).find(({ kind }) => kind === CODE_SIGNATURE)
  if (!command) return 'has no signature'
  const start = file.readUInt32LE(command.offset + 8)
  const directory = directoryIn(
    file.subarray(start, start + file.readUInt32LE(command.offset + 12)),
  )
  if (!directory) return 'its signature cannot be read'
  return isWhole(file.subarray(0, start), directory) ? undefined : 'was changed after it was signed'
}

/** The part of a signature with the hashes of the file's pages: Darwin's <kern/cs_blobs.h>. */
const directoryIn = (signature: Buffer) => {
  if (signature.length < 12 || signature.readUInt32BE(0) !== SIGNATURE) return undefined
  const count = signature.readUInt32BE(8)
  const at = Array.from({ length: count }, (_, index) => 12 + index * 8).find(
    (at) => signature.readUInt32BE(at) === DIRECTORY_SLOT,
  )
  if (at === undefined) return undefined
  const directory = signature.subarray(signature.readUInt32BE(at + 4))
  return directory.readUInt32BE(0) === DIRECTORY ? directory : undefined
}

const isWhole = (code: Buffer, directory: Buffer) => {
  const [hashes, count, limit] = [16, 28, 32].map((at) => directory.readUInt32BE(at)) as [
    number,
    number,
    number,
  ] // `as`: three offsets, three numbers.
  const [size, page] = [directory.readUInt8(36), 2 ** directory.readUInt8(39)]
  const isRight = (index: number) => {
    const bytes = code.subarray(index * page, Math.min((index + 1) * page, limit))
    const wanted = directory.subarray(hashes + index * size, hashes + (index + 1) * size)
    return createHash('sha256').update(bytes).digest().equals(wanted)
  }
  return limit <= code.length && Array.from({ length: count }, (_, index) => index).every(isRight)
}
