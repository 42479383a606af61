import t from 'tap'
import { WIRE, WireReader } from '../../../src/framework/rpc/wire-reader.ts'

const reader = (hex: string) => new WireReader(Buffer.from(hex, 'hex'))

t.test('reads one thing after the other', async (t) => {
  const bytes = reader('820102c3a4ac02')
  t.strictSame(bytes.tag(), { id: 16, wireType: WIRE.delimited })
  t.equal(bytes.delimited().toString(), 'ä')
  t.equal(bytes.varint(), 300n)
  t.ok(bytes.isDone)
})

t.test('reads 64 bits without loss', async (t) => {
  t.equal(reader('ffffffffffffffffff01').varint(), 2n ** 64n - 1n)
})

t.test('says where the bytes are no message', async (t) => {
  t.throws(() => reader('8080').varint(), { name: 'WireError', offset: 2 })
  t.throws(() => reader('0561').delimited(), { name: 'WireError', offset: 2 })
  t.throws(() => reader('61').skip(3), { name: 'WireError', offset: 0 })
  t.throws(() => reader('ff'.repeat(11)).varint(), { name: 'WireError', offset: 10 })
})
