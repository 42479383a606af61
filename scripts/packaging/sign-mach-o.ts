import { createHash } from 'node:crypto'
import {
  CODE_SIGNATURE,
  COMMANDS_COUNT,
  COMMANDS_SIZE,
  extendSegment,
  HEADER_SIZE,
  loadCommands,
  NotMachO,
  roundUp,
  segmentOf,
} from './mach-o.ts'

const PAGE = 4096
const HASH_SIZE = 32
const SIGNATURE_HEADER = 20
const DIRECTORY_HEADER = 88
const COMMAND_SIZE = 16

/**
 * The file with an ad-hoc signature, without which macOS runs nothing on Apple's own processors. It is
 * of the kind that linkers make: the hash of each page and no certificate. The layout is that of
 * <kern/cs_blobs.h> of Darwin. Throws `NotMachO` where the file has a signature or no room for one.
 */
export const signMachO = (unsigned: Buffer, identifier: string): Buffer => {
  const limit = roundUp(unsigned.length, 16)
  const size = signatureSize(limit, identifier)
  const file = Buffer.alloc(limit + size)
  unsigned.copy(file)
  addCommand(file, limit, size)
  extendSegment(file, segmentOf(file, '__LINKEDIT'))
  signature(file.subarray(0, limit), identifier, segmentOf(file, '__TEXT').fileSize).copy(
    file,
    limit,
  )
  return file
}

const pagesOf = (limit: number) => Math.ceil(limit / PAGE)

const directorySize = (limit: number, identifier: string) =>
  DIRECTORY_HEADER + identifier.length + 1 + pagesOf(limit) * HASH_SIZE

const signatureSize = (limit: number, identifier: string) =>
  roundUp(SIGNATURE_HEADER + directorySize(limit, identifier), 16)

/** The load command with the position of the signature. */
const addCommand = (file: Buffer, offset: number, size: number) => {
  const commands = loadCommands(file)
  if (commands.some(({ kind }) => kind === CODE_SIGNATURE)) throw new NotMachO('signed already')
  const length = file.readUInt32LE(COMMANDS_SIZE)
  const end = HEADER_SIZE + length
  const { firstSection = 0 } = segmentOf(file, '__TEXT')
  if (end + COMMAND_SIZE > firstSection) throw new NotMachO('no room for a load command')
  uint32LE(CODE_SIGNATURE, COMMAND_SIZE, offset, size).copy(file, end)
  file.writeUInt32LE(commands.length + 1, COMMANDS_COUNT)
  file.writeUInt32LE(length + COMMAND_SIZE, COMMANDS_SIZE)
}

/** A blob of blobs that holds one: the directory. */
const signature = (code: Buffer, identifier: string, textSize: number) => {
  const directory = codeDirectory(code, identifier, textSize)
  const header = uint32(0xfade0cc0, SIGNATURE_HEADER + directory.length, 1, 0, SIGNATURE_HEADER)
  return Buffer.concat([header, directory])
}

const codeDirectory = (code: Buffer, identifier: string, textSize: number) => {
  const hashOffset = DIRECTORY_HEADER + identifier.length + 1
  return Buffer.concat([
    uint32(0xfade0c02, directorySize(code.length, identifier), VERSION, ADHOC_BY_LINKER),
    uint32(hashOffset, DIRECTORY_HEADER, 0, pagesOf(code.length), code.length),
    Buffer.from([HASH_SIZE, SHA256, 0, Math.log2(PAGE)]),
    // Four fields that are not used, and a limit for files beyond 4 GiB.
    uint32(0, 0, 0, 0),
    uint64(0, 0, textSize, MAIN_BINARY),
    Buffer.from(`${identifier}\0`, 'latin1'),
    ...pageHashes(code),
  ])
}

const VERSION = 0x20400
const ADHOC_BY_LINKER = 0x20002
const SHA256 = 2
const MAIN_BINARY = 1

const pageHashes = (code: Buffer) =>
  Array.from({ length: pagesOf(code.length) }, (_, page) =>
    createHash('sha256')
      .update(code.subarray(page * PAGE, (page + 1) * PAGE))
      .digest(),
  )

const fields = (width: number, values: readonly number[], write: (at: number, v: number) => void) =>
  values.forEach((value, index) => write(index * width, value))

const uint32 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4)
  fields(4, values, (at, value) => bytes.writeUInt32BE(value, at))
  return bytes
}

const uint32LE = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4)
  fields(4, values, (at, value) => bytes.writeUInt32LE(value, at))
  return bytes
}

const uint64 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 8)
  fields(8, values, (at, value) => bytes.writeBigUInt64BE(BigInt(value), at))
  return bytes
}
