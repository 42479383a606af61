/** A load command of a 64-bit Mach-O file. */
export interface LoadCommand {
  readonly kind: number
  /** Where it begins in the file, and how long it is. */
  readonly offset: number
  readonly size: number
}

export interface Segment extends LoadCommand {
  readonly name: string
  /** What of the file it maps, in bytes. */
  readonly fileOffset: number
  readonly fileSize: number
  /** Where its first section begins in the file; none for a segment without sections. */
  readonly firstSection: number | undefined
}

/** A file that is no 64-bit Mach-O of one architecture, or not as we need it. */
export class NotMachO extends Error {
  override readonly name = 'NotMachO'
}

const MAGIC = 0xfeedfacf
export const HEADER_SIZE = 32
export const CODE_SIGNATURE = 0x1d
const SEGMENT = 0x19

/** Where the header says how many load commands there are, and how many bytes they take. */
export const COMMANDS_COUNT = 16
export const COMMANDS_SIZE = 20

/** Throws `NotMachO`. */
export const loadCommands = (file: Buffer): readonly LoadCommand[] => {
  if (file.length < HEADER_SIZE || file.readUInt32LE(0) !== MAGIC) throw new NotMachO('no Mach-O')
  const commands: LoadCommand[] = []
  let offset = HEADER_SIZE
  for (let left = file.readUInt32LE(COMMANDS_COUNT); left > 0; left -= 1) {
    const command = { kind: file.readUInt32LE(offset), offset, size: file.readUInt32LE(offset + 4) }
    commands.push(command)
    offset += command.size
  }
  return commands
}

/** The segment of that name. Throws `NotMachO` where there is none. */
export const segmentOf = (file: Buffer, wanted: string): Segment => {
  const segments = loadCommands(file).filter(({ kind }) => kind === SEGMENT)
  const found = segments.find((segment) => nameOf(file, segment) === wanted)
  if (!found) throw new NotMachO(`no segment ${wanted}`)
  return {
    ...found,
    name: wanted,
    fileOffset: Number(file.readBigUInt64LE(found.offset + 40)),
    fileSize: Number(file.readBigUInt64LE(found.offset + 48)),
    firstSection: firstSection(file, found),
  }
}

const nameOf = (file: Buffer, { offset }: LoadCommand) =>
  file.toString('latin1', offset + 8, offset + 24).replace(/\0.*/s, '')

const firstSection = (file: Buffer, { offset }: LoadCommand) => {
  const count = file.readUInt32LE(offset + 64)
  const starts = Array.from({ length: count }, (_, index) =>
    file.readUInt32LE(offset + 72 + index * 80 + 48),
  )
  return count === 0 ? undefined : Math.min(...starts)
}

/** Makes the segment, which must be the last, end with the file. */
export const extendSegment = (file: Buffer, { offset, fileOffset }: Segment): void => {
  const size = file.length - fileOffset
  // Apple's processors have the larger pages.
  file.writeBigUInt64LE(BigInt(roundUp(size, 0x4000)), offset + 32)
  file.writeBigUInt64LE(BigInt(size), offset + 48)
}

export const roundUp = (value: number, unit: number): number => Math.ceil(value / unit) * unit
