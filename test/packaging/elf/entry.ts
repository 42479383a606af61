import t from 'tap'
import { assemble, canAssemble } from '../../../scripts/packaging/elf/assemble.ts'
import { ENTRY, entryCode } from '../../../scripts/packaging/elf/entry.ts'

for (const arch of ['x64', 'arm64'] as const) {
  const skip = canAssemble(arch) ? false : 'binutils for this processor are not installed'
  t.test(`is what the assembler makes of its source: ${arch}`, { skip }, async (t) => {
    const code = assemble(arch)
    t.ok(code.length > ENTRY)
    t.strictSame(entryCode(arch, 0, []), Buffer.concat([code, Buffer.alloc(1)]))
  })

  t.test(`has the rules behind its code: ${arch}`, async (t) => {
    const [start, bare] = [-0x123456789a, entryCode(arch, 0, [])]
    const whole = entryCode(arch, start, [
      { kind: 'keep', start: 'AB=' },
      { kind: 'drop', start: 'A' },
    ])
    t.equal(Number(whole.readBigInt64LE()), start)
    t.equal(whole.toString('latin1', bare.length - 1), '\u0001AB=\0\u0002A\0\0')
  })
}
