import { DYNAMIC_SYMBOLS, NotElf, sectionOf, stringsOf, VERSIONS_NEEDED, word } from './elf.ts'

/** What the loader is to do: a library to load, where a table is, … */
export interface DynamicEntry {
  /** Where the entry is in the file. */
  readonly at: number
  readonly tag: number
  readonly value: number
}

/** The section `.dynamic`. */
export const DYNAMIC_SECTION = 6
export const NEEDED = 1
export const VERSIONS_COUNT = 0x6fffffff

export const dynamicEntries = (file: Buffer): readonly DynamicEntry[] => {
  const { offset, size } = sectionOf(file, DYNAMIC_SECTION)
  return Array.from({ length: size / 16 }, (_, index) => {
    const at = offset + index * 16
    return { at, tag: word(file, at), value: word(file, at + 8) }
  })
}

/** The libraries that the loader loads. */
export const neededLibraries = (file: Buffer): readonly string[] => {
  const name = stringsOf(file, sectionOf(file, DYNAMIC_SECTION))
  return dynamicEntries(file).flatMap(({ tag, value }) => (tag === NEEDED ? [name(value)] : []))
}

/** The versions that are asked of one library. */
export interface VersionsNeeded {
  /** Where the record is in the file. */
  readonly at: number
  /** From this record to the next; 0 in the last. */
  readonly next: number
  readonly library: string
  readonly versions: readonly string[]
}

/** The records of `.gnu.version_r`: of each, the versions are a list of their own. */
export const versionsNeeded = (file: Buffer): readonly VersionsNeeded[] => {
  const section = sectionOf(file, VERSIONS_NEEDED)
  const name = stringsOf(file, section)
  return chain(file, section.offset, 12).map((at) => ({
    at,
    next: file.readUInt32LE(at + 12),
    library: name(file.readUInt32LE(at + 4)),
    versions: chain(file, at + file.readUInt32LE(at + 8), 12).map((entry) =>
      name(file.readUInt32LE(entry + 8)),
    ),
  }))
}

/** Records that each have, in the field at `field`, the distance to the next one. */
const chain = (file: Buffer, first: number, field: number): readonly number[] => {
  const found = [first]
  for (let at = first; file.readUInt32LE(at + field) !== 0; found.push(at))
    at += file.readUInt32LE(at + field)
  return found
}

export interface DynamicSymbol {
  /** Where the symbol is in the file. */
  readonly at: number
  readonly index: number
}

/** Throws `NotElf` where no symbol has that name. */
export const dynamicSymbol = (file: Buffer, name: string): DynamicSymbol => {
  const section = sectionOf(file, DYNAMIC_SYMBOLS)
  const nameAt = stringsOf(file, section)
  for (let index = 0; index < section.size / 24; index += 1) {
    const at = section.offset + index * 24
    if (nameAt(file.readUInt32LE(at)) === name) return { at, index }
  }
  throw new NotElf(`no symbol ${name}`)
}
