const segment = (name: string, [offset, size]: readonly [number, number], section?: number) => {
  const command = Buffer.alloc(section === undefined ? 72 : 152)
  command.writeUInt32LE(0x19)
  command.writeUInt32LE(command.length, 4)
  command.write(name, 8)
  command.writeBigUInt64LE(BigInt(offset), 40)
  command.writeBigUInt64LE(BigInt(size), 48)
  if (section !== undefined) {
    command.writeUInt32LE(1, 64)
    command.writeUInt32LE(section, 72 + 48)
  }
  return command
}

/** An unsigned macOS program: two segments, code and data, in 10,003 bytes. */
export const machO = ({ section = 4096 }: { readonly section?: number } = {}): Buffer => {
  const file = Buffer.alloc(10_003, 7)
  const commands = [segment('__TEXT', [0, 8192], section), segment('__LINKEDIT', [8192, 1811])]
  const body = Buffer.concat(commands)
  Buffer.alloc(4096).copy(file)
  file.writeUInt32LE(0xfeedfacf)
  file.writeUInt32LE(commands.length, 16)
  file.writeUInt32LE(body.length, 20)
  body.copy(file, 32)
  return file
}
