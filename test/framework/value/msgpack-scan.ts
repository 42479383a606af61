import * as fc from 'fast-check'
import t from 'tap'
import { CodecError } from '../../../src/framework/value/codec-error.ts'
import { scan } from '../../../src/framework/value/msgpack-scan.ts'

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')

t.test('finds the end of a value of every form', async (t) => {
  const forms = [
    '00',
    '7f',
    'e0',
    'ff',
    'c0',
    'c2',
    'c3',
    'a161',
    'd90161',
    'da000161',
    'db0000000161',
    'c40100',
    'c5000100',
    'c60000000100',
    'c7010c00',
    'c800010c00',
    'c9000000010c00',
    'ca00000000',
    'cb0000000000000000',
    'cc00',
    'cd0000',
    'ce00000000',
    'cf0000000000000000',
    'd000',
    'd10000',
    'd200000000',
    'd30000000000000000',
    'd40000',
    'd5000000',
    'd60000000000',
    'd7000000000000000000',
    `d8${'00'.repeat(17)}`,
    '9100',
    'dc000100',
    'dd0000000100',
    '810000',
    'de00010000',
    'df000000010000',
    '90',
    '80',
  ]
  for (const hex of forms) t.equal(scan(bytes(`${hex}c1`)), hex.length / 2, hex)
})

t.test('refuses every beginning of a value', async (t) => {
  const whole = bytes('82 a161 93 cd0102 d40000 a0 a162 81 d90163 c70301010203')
  t.equal(scan(whole), whole.length)
  for (let end = 0; end < whole.length; end += 1) {
    t.throws(() => scan(whole.subarray(0, end)), CodecError, `${end} bytes`)
  }
})

t.test('refuses lengths beyond the input before anything is built', async (t) => {
  const lengths = [
    'ddffffffff',
    'dfffffffff',
    'dbffffffff',
    'c6ffffffff',
    'c9ffffffff00',
    'df7fffffff0000',
  ]
  for (const hex of lengths) t.throws(() => scan(bytes(hex)), CodecError, hex)
})

t.test('refuses values nested deeper than 512 levels', async (t) => {
  const nested = (levels: number) => Buffer.from([...Array<number>(levels).fill(0x91), 0xc0])
  t.equal(scan(nested(512)), 513)
  t.throws(() => scan(nested(513)), { message: 'expected at most 512 levels, found more' })
  t.throws(() => scan(nested(1_000_000)), CodecError)
})

t.test('refuses keys that come twice, however they are written', async (t) => {
  const twice = [
    '82 a161 00 a161 00',
    '82 a161 00 d90161 00',
    '82 a161 00 c40161 00',
    '82 01 00 01 00',
  ]
  for (const hex of twice) t.throws(() => scan(bytes(hex)), CodecError, hex)
  t.equal(scan(bytes('82 a161 00 a162 00')), 7)
})

t.test('refuses what is not UTF-8, and the byte that begins nothing', async (t) => {
  for (const hex of ['a1ff', 'a2c328', 'a3eda080', 'c1'])
    t.throws(() => scan(bytes(hex)), CodecError, hex)
})

t.test('answers any bytes with an end or a CodecError', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (input) => {
      try {
        return scan(Buffer.from(input)) <= input.length
      } catch (error) {
        return error instanceof CodecError
      }
    }),
    { numRuns: 2000 },
  )
})
