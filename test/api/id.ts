import t from 'tap'
import { isSameId, readId } from '../../src/api/id.ts'

const integers: readonly (readonly [value: unknown, id: number | bigint | undefined])[] = [
  [7, 7],
  ['7', 7],
  ['007', 7],
  [9007199254740993n, 9007199254740993n],
  ['9007199254740993', 9007199254740993n],
  [7n, 7],
  ['9223372036854775807', 9223372036854775807n],
  ['9223372036854775808', undefined],
  [10n ** 19n, undefined],
  ['1'.repeat(20), undefined],
  ['1'.repeat(2_000_000), undefined],
  [0, undefined],
  ['0', undefined],
  [-1, undefined],
  ['-1', undefined],
  [7.5, undefined],
  [1e30, undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  ['', undefined],
  [' 7', undefined],
  ['+7', undefined],
  ['0x7', undefined],
  ['٧', undefined],
  ['seven', undefined],
  [true, undefined],
  [null, undefined],
  [undefined, undefined],
  [[7], undefined],
  [{ id: 7 }, undefined],
]

t.test('reads an integer id from a number or from digits, and nothing else', async (t) => {
  for (const [value, id] of integers) t.equal(readId(value), id, String(value).slice(0, 30))
})

const texts: readonly (readonly [value: unknown, id: string | undefined])[] = [
  ['a-1', 'a-1'],
  ['x/y', 'x/y'],
  [7, '7'],
  [9007199254740993n, '9007199254740993'],
  [-1, undefined],
  [7.5, undefined],
  ['', undefined],
  ['.', undefined],
  ['..', undefined],
  ['...', '...'],
  [' a', undefined],
  ['a\n', undefined],
  ['a\u0000b', undefined],
  ['a'.repeat(201), undefined],
  [null, undefined],
  [['a'], undefined],
]

t.test('reads a text id from a text or a number, and nothing else', async (t) => {
  for (const [value, id] of texts) t.equal(readId(value, 'string'), id, String(value).slice(0, 30))
})

t.test('compares ids whatever their form', async (t) => {
  t.ok(isSameId(7, '7'))
  t.ok(isSameId(7n, 7))
  t.notOk(isSameId(7, 8))
})
