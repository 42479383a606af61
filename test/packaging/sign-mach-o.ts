import { createHash } from 'node:crypto'
import t from 'tap'
import { loadCommands, segmentOf } from '../../scripts/packaging/mach-o.ts'
import { signMachO } from '../../scripts/packaging/sign-mach-o.ts'
import { machO } from './kit/mach-o.ts'

/** What a verifier reads, at the offsets in the signature. */
const readSignature = (file: Buffer) => {
  const command = loadCommands(file).find(({ kind }) => kind === 0x1d)
  const start = file.readUInt32LE((command?.offset ?? 0) + 8)
  const size = file.readUInt32LE((command?.offset ?? 0) + 12)
  const blob = file.subarray(start, start + size)
  const directory = blob.subarray(blob.readUInt32BE(16))
  const [hashes, name] = [directory.readUInt32BE(16), directory.readUInt32BE(20)]
  const [count, limit] = [directory.readUInt32BE(28), directory.readUInt32BE(32)]
  return {
    end: start + size,
    magics: [blob.readUInt32BE(0), directory.readUInt32BE(0)],
    flags: directory.readUInt32BE(12),
    limit,
    start,
    textSize: Number(directory.readBigUInt64BE(72)),
    identifier: directory.toString('latin1', name, directory.indexOf(0, name)),
    pages: Array.from({ length: count }, (_, page) =>
      directory.subarray(hashes + page * 32, hashes + page * 32 + 32).toString('hex'),
    ),
  }
}

t.test('adds a signature that covers every byte before it', async (t) => {
  const signed = signMachO(machO(), 'a-program')
  const { end, start, limit, pages, ...rest } = readSignature(signed)
  t.strictSame(rest, {
    magics: [0xfade0cc0, 0xfade0c02],
    flags: 0x20002,
    textSize: 8192,
    identifier: 'a-program',
  })
  t.equal(end, signed.length)
  t.equal(limit, start)
  const wanted = [0, 4096, 8192].map((from) =>
    createHash('sha256')
      .update(signed.subarray(from, Math.min(from + 4096, limit)))
      .digest('hex'),
  )
  t.strictSame(pages, wanted)
})

t.test('extends the last segment to the end of the file', async (t) => {
  const signed = signMachO(machO(), 'a-program')
  const { fileOffset, fileSize } = segmentOf(signed, '__LINKEDIT')
  t.equal(fileOffset + fileSize, signed.length)
})

t.test('does not change the code', async (t) => {
  const signed = signMachO(machO(), 'a-program')
  t.strictSame(signed.subarray(4096, 10_003), machO().subarray(4096))
})

const refused = {
  'a file that is not Mach-O': Buffer.from('#!/bin/sh'),
  'a signed file': signMachO(machO(), 'a-program'),
  'a file without room for the command': machO({ section: 264 }),
}
for (const [name, file] of Object.entries(refused)) {
  t.test(`rejects ${name}`, async (t) => {
    t.throws(() => signMachO(file, 'a-program'), { name: 'NotMachO' })
  })
}
