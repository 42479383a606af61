import * as fc from 'fast-check'
import t from 'tap'
import { CodecError } from '../../../src/framework/value/codec-error.ts'
import {
  Decimal,
  formatNumber,
  fromDouble,
  isInteger,
  parseNumber,
  sameNumber,
} from '../../../src/framework/value/number.ts'

const third = `0.${'3'.repeat(155)}`
// 1 - 0.99 as Terraform's 512 bits have it: not quite 0.01.
const nearlyCent = `0.01${'0'.repeat(152)}27`

t.test('gives each number its one form', async (t) => {
  const forms = [
    ['0', 0],
    ['-0', 0],
    ['+7', 7],
    ['007', 7],
    ['1.0', 1],
    ['12e2', 1200],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['9223372036854775808', 2n ** 63n],
    ['1e20', 10n ** 20n],
    ['0.1', 0.1],
    ['-2.50', -2.5],
    ['1e-7', 1e-7],
    ['12.5e1', 125],
    [third, new Decimal(third)],
    [nearlyCent, new Decimal(nearlyCent)],
    ['0.12345678901234567890', new Decimal('0.1234567890123456789')],
  ] as const
  for (const [text, value] of forms) t.strictSame(parseNumber(text), value, text)
})

t.test('writes each number in plain notation', async (t) => {
  const texts = [
    [0, '0'],
    [-0, '0'],
    [1e-7, '0.0000001'],
    [-1.5e-9, '-0.0000000015'],
    [1e21, '1000000000000000000000'],
    [2n ** 64n, '18446744073709551616'],
    [new Decimal('1.500'), '1.5'],
    [new Decimal(third), third],
  ] as const
  for (const [value, text] of texts) t.equal(formatNumber(value), text)
})

t.test('refuses what is no decimal number, and sizes that would fill the memory', async (t) => {
  const junk = ['', ' ', '1 ', '0x10', '1_000', '.5', '5.', 'e5', '1e', 'NaN', 'Infinity', '١']
  for (const text of [...junk, '1e999999999', '1e-999999999', '9'.repeat(10_001)]) {
    t.throws(() => parseNumber(text), CodecError, text.slice(0, 12))
  }
})

t.test('takes many zeros in linear time', async (t) => {
  const text = `0.${'0'.repeat(9990)}1`
  t.equal(formatNumber(parseNumber(text)), text)
})

t.test('reads a double as exactly what it is', async (t) => {
  t.equal(fromDouble(0.5), 0.5)
  t.equal(fromDouble(-0), 0)
  t.equal(fromDouble(2 ** 70), 2n ** 70n)
  t.strictSame(
    fromDouble(0.1),
    new Decimal('0.1000000000000000055511151231257827021181583404541015625'),
  )
  t.match(formatNumber(fromDouble(5e-324) ?? 0), /^0\.0{323}49406564584124654/)
  for (const none of [Number.NaN, Infinity, -Infinity]) t.equal(fromDouble(none), undefined)
})

t.test('compares by value, whatever the form', async (t) => {
  t.ok(sameNumber(5, 5n))
  t.ok(sameNumber(0.5, new Decimal('0.50')))
  t.ok(sameNumber(0, -0))
  t.notOk(sameNumber(2 ** 53, 2n ** 53n + 1n))
  t.notOk(sameNumber(0.1, new Decimal('0.1000000000000000055511151231257827')))
})

t.test('knows whole numbers that are exact from others', async (t) => {
  for (const whole of [0, -1, 2 ** 53 - 1, 2n ** 80n]) t.ok(isInteger(whole))
  for (const other of [0.5, 2 ** 53, Number.NaN, '1', null]) t.notOk(isInteger(other))
})

t.test('parses back what it writes', async () => {
  const decimal = fc.tuple(fc.bigInt(), fc.nat()).map(([a, b]) => `${a}.${b}`)
  fc.assert(
    fc.property(fc.oneof(decimal, fc.bigInt().map(String)), (text) => {
      const value = parseNumber(text)
      const again = parseNumber(formatNumber(value))
      return sameNumber(value, again) && typeof value === typeof again
    }),
  )
})
