import t from 'tap'
import { WireWriter } from '../../../src/framework/rpc/wire-writer.ts'

const integers = [
  [0, '00'],
  [127, '7f'],
  [128, '8001'],
  [300, 'ac02'],
  [-1, 'ffffffffffffffffff01'],
  [2n ** 63n - 1n, 'ffffffffffffffff7f'],
  [-(2n ** 63n), '80808080808080808001'],
] as const

for (const [value, hex] of integers) {
  t.test(`writes ${value} in groups of seven bits`, async (t) => {
    const writer = new WireWriter()
    writer.varint(value)
    t.equal(writer.finish().toString('hex'), hex)
  })
}

t.test('puts what is written later before what was written', async (t) => {
  const writer = new WireWriter()
  writer.text('ä')
  writer.varint(writer.size)
  writer.tag(16, 2)
  t.equal(writer.finish().toString('hex'), '820102c3a4')
})

t.test('grows, and keeps what it has', async (t) => {
  const writer = new WireWriter()
  const parts = [Buffer.alloc(1000, 1), Buffer.alloc(10_000, 2), Buffer.alloc(1, 3)]
  for (const part of parts) writer.bytes(part)
  t.equal(writer.size, 11_001)
  t.strictSame(writer.finish(), Buffer.concat(parts.toReversed()))
})
