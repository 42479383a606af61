import type { Target } from '../target.ts'
import {
  DYNAMIC_SECTION,
  dynamicEntries,
  dynamicSymbol,
  NEEDED,
  neededLibraries,
  VERSIONS_COUNT,
  versionsNeeded,
} from './dynamic.ts'
import {
  entryPoint,
  LOAD,
  NotElf,
  type Segment,
  SYMBOL_VERSIONS,
  sectionOf,
  segments,
  stringsOf,
  VERSIONS_NEEDED,
  writeEntryPoint,
  writeWord,
} from './elf.ts'
import { COMPARE_EXCHANGE, ENTRY, entryCode } from './entry.ts'

const FILE_SIZE = 32
const MEMORY_SIZE = 40
const LIBRARY = 'libatomic.so.1'
const SYMBOL = '__atomic_compare_exchange'

/**
 * The runtime with our entry code in it, and without the need for libatomic, which small images of Linux
 * do not have. Throws `NotElf` for a file that is not as expected.
 */
export const adapt = (runtime: Buffer, arch: Target['arch']): Buffer => {
  const file = Buffer.from(runtime)
  const address = appendCode(file, (address) => entryCode(arch, entryPoint(file) - address))
  writeEntryPoint(file, address + ENTRY)
  if (neededLibraries(file).includes(LIBRARY)) {
    defineSymbol(file, address + COMPARE_EXCHANGE)
    dropVersions(file)
    dropLibrary(file)
  }
  return file
}

/** Puts the code where the pages of the executable segment end, and returns its address. */
const appendCode = (file: Buffer, codeAt: (address: number) => Buffer) => {
  const segment = executableSegment(file)
  const size = Math.ceil(segment.size / ALIGNMENT) * ALIGNMENT
  const code = codeAt(segment.address + size)
  const end = size + code.length
  if (segment.offset + end > nextOffset(file, segment))
    throw new NotElf('no room for the entry code')
  code.copy(file, segment.offset + size)
  writeWord(file, segment.header + FILE_SIZE, end)
  writeWord(file, segment.header + MEMORY_SIZE, end)
  return segment.address + size
}

const ALIGNMENT = 128

const executableSegment = (file: Buffer) => {
  const found = segments(file).find(({ kind, isExecutable }) => kind === LOAD && isExecutable)
  if (!found) throw new NotElf('no code')
  return found
}

const nextOffset = (file: Buffer, { offset }: Segment) =>
  Math.min(
    ...segments(file)
      .filter((other) => other.kind === LOAD && other.offset > offset)
      .map((other) => other.offset),
  )

const FUNCTION = 0x12
const HIDDEN = 2

/** The symbol becomes one of this file that the loader does not look for elsewhere. */
const defineSymbol = (file: Buffer, address: number) => {
  const { at, index } = dynamicSymbol(file, SYMBOL)
  file.writeUInt8(FUNCTION, at + 4)
  file.writeUInt8(HIDDEN, at + 5)
  // Any section: what counts is that it is not 0, "undefined".
  file.writeUInt16LE(1, at + 6)
  writeWord(file, at + 8, address)
  file.writeUInt16LE(0, sectionOf(file, SYMBOL_VERSIONS).offset + index * 2)
}

/** The record of the library becomes that of the next one: distances are from where a record is. */
const dropVersions = (file: Buffer) => {
  const records = versionsNeeded(file)
  const found = records.find(({ library }) => library === LIBRARY)
  if (!found || found.next === 0)
    throw new NotElf(`${LIBRARY} is not among the versions, or the last`)
  const { at, next } = found
  file.copy(file, at, at + next, at + next + VERSIONS_SIZE)
  file.writeUInt32LE(file.readUInt32LE(at + 8) + next, at + 8)
  if (file.readUInt32LE(at + 12) !== 0)
    file.writeUInt32LE(file.readUInt32LE(at + 12) + next, at + 12)
  const count = dynamicEntries(file).find(({ tag }) => tag === VERSIONS_COUNT)
  if (!count) throw new NotElf('no count of versions')
  writeWord(file, count.at + 8, records.length - 1)
  file.writeUInt32LE(records.length - 1, sectionOf(file, VERSIONS_NEEDED).header + 44)
}

const VERSIONS_SIZE = 16

/** The entries behind it move up. */
const dropLibrary = (file: Buffer) => {
  const entries = dynamicEntries(file)
  const name = stringsOf(file, sectionOf(file, DYNAMIC_SECTION))
  const kept = entries.filter(({ tag, value }) => tag !== NEEDED || name(value) !== LIBRARY)
  for (const [index, { at }] of entries.entries()) {
    writeWord(file, at, kept[index]?.tag ?? 0)
    writeWord(file, at + 8, kept[index]?.value ?? 0)
  }
}
