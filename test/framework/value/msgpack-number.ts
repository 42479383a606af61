import t from 'tap'
import { decodeNumber, encodeNumber } from '../../../src/framework/value/msgpack-number.ts'
import { Decimal } from '../../../src/framework/value/number.ts'

t.test('sends safe integers as integers and all other numbers as decimal text', async (t) => {
  const table = [
    [1, 1],
    [-5n, -5],
    [2n ** 53n, '9007199254740992'],
    [2 ** 53, '9007199254740992'],
    [0.5, '0.5'],
    [new Decimal('0.3'), '0.3'],
  ] as const
  for (const [value, raw] of table) t.equal(encodeNumber(value), raw)
})

t.test('reads numbers and decimal text, and nothing else', async (t) => {
  t.equal(decodeNumber(5), 5)
  t.equal(decodeNumber('9007199254740993'), 9007199254740993n)
  for (const raw of [null, undefined, true, 'five', [], new Map(), Buffer.of(1), {}]) {
    t.equal(decodeNumber(raw), undefined)
  }
})
