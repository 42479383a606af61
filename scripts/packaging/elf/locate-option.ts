import { readFileSync, writeFileSync } from 'node:fs'
import { entryPoint, LOAD, NotElf, type Segment, segments, writeWord } from './elf.ts'
import { ENTRY, OPTION, placeholderOption } from './entry.ts'

/**
 * Writes into the entry code of the executable at `path` where the placeholder is in memory. Throws `NotElf`
 * unless the placeholder is there once, as an option of the program that was put in.
 */
export const locateOption = (path: string): void => {
  const file = readFileSync(path)
  const word = entryPoint(file) - ENTRY + OPTION
  writeWord(file, offsetOf(file, word), addressOf(file, placeholderOffset(file)) - word)
  writeFileSync(path, file)
}

/** In the program that was put in, the length of a string stands before it. */
const placeholderOffset = (file: Buffer) => {
  const length = Buffer.alloc(8)
  writeWord(length, 0, placeholderOption.length)
  const wanted = Buffer.concat([length, Buffer.from(placeholderOption)])
  const at = file.indexOf(wanted)
  if (at < 0) throw new NotElf(`${placeholderOption} is not in the file`)
  if (file.includes(wanted, at + 1)) throw new NotElf(`${placeholderOption} is in the file twice`)
  return at + length.length
}

const segmentWith = (file: Buffer, start: 'offset' | 'address', at: number): Segment => {
  const found = segments(file).find(
    (segment) =>
      segment.kind === LOAD && at >= segment[start] && at < segment[start] + segment.size,
  )
  if (!found) throw new NotElf(`no segment has the ${start} ${at}`)
  return found
}

const offsetOf = (file: Buffer, address: number) => {
  const found = segmentWith(file, 'address', address)
  return found.offset + address - found.address
}

const addressOf = (file: Buffer, offset: number) => {
  const found = segmentWith(file, 'offset', offset)
  return found.address + offset - found.offset
}
