/** A file of Linux, 64 bits and little endian, as <elf.h> describes it. */
export class NotElf extends Error {
  override readonly name = 'NotElf'
}

/** A part of the file that is in memory when it runs. */
export interface Segment {
  /** Where its header is in the file. */
  readonly header: number
  readonly kind: number
  readonly isExecutable: boolean
  readonly offset: number
  readonly address: number
  readonly size: number
}

export interface Section {
  /** Where its header is in the file. */
  readonly header: number
  readonly kind: number
  readonly offset: number
  readonly size: number
  /** The index of a section that this one refers to. */
  readonly link: number
}

export const LOAD = 1
export const DYNAMIC = 2
export const DYNAMIC_SYMBOLS = 11
export const VERSIONS_NEEDED = 0x6ffffffe
export const SYMBOL_VERSIONS = 0x6fffffff

const MAGIC = 0x464c457f
const EXECUTABLE = 1

/** A field of 8 bytes. Files are small, so a number holds it. */
export const word = (file: Buffer, at: number): number => Number(file.readBigUInt64LE(at))

export const writeWord = (file: Buffer, at: number, value: number): void => {
  file.writeBigInt64LE(BigInt(value), at)
}

const checkElf = (file: Buffer) => {
  if (file.length < 64 || file.readUInt32LE() !== MAGIC) throw new NotElf('no ELF file')
  if (file.readUInt16LE(4) !== 0x0102) throw new NotElf('not of 64 bits and little endian')
}

const ENTRY_POINT = 24

/** The address of its first instruction. */
export const entryPoint = (file: Buffer): number => {
  checkElf(file)
  return word(file, ENTRY_POINT)
}

export const writeEntryPoint = (file: Buffer, address: number): void =>
  writeWord(file, ENTRY_POINT, address)

/** The headers of a table that the file's header names: its offset, the size of one, their count. */
const table = (file: Buffer, offset: number, size: number) => {
  checkElf(file)
  const [start, length, count] = [
    word(file, offset),
    file.readUInt16LE(size),
    file.readUInt16LE(size + 2),
  ] as const
  return Array.from({ length: count }, (_, index) => start + index * length)
}

export const segments = (file: Buffer): readonly Segment[] =>
  table(file, 32, 54).map((header) => ({
    header,
    kind: file.readUInt32LE(header),
    isExecutable: (file.readUInt32LE(header + 4) & EXECUTABLE) !== 0,
    offset: word(file, header + 8),
    address: word(file, header + 16),
    size: word(file, header + 32),
  }))

export const sections = (file: Buffer): readonly Section[] =>
  table(file, 40, 58).map((header) => ({
    header,
    kind: file.readUInt32LE(header + 4),
    offset: word(file, header + 24),
    size: word(file, header + 32),
    link: file.readUInt32LE(header + 40),
  }))

/** The first section of that kind. Throws `NotElf`. */
export const sectionOf = (file: Buffer, kind: number): Section => {
  const found = sections(file).find((section) => section.kind === kind)
  if (!found) throw new NotElf(`no section of kind ${kind}`)
  return found
}

/** The strings that the section's fields refer to. */
export const stringsOf = (file: Buffer, { link }: Section): ((at: number) => string) => {
  const strings = sections(file)[link]
  if (!strings) throw new NotElf('no strings')
  return (at) => {
    const start = strings.offset + at
    return file.toString('latin1', start, file.indexOf(0, start))
  }
}
