import * as fc from 'fast-check'
import t from 'tap'
import { formatJson, isObject, JsonLimitError, parseJson } from '../../src/api/json.ts'

t.test('keeps every digit of an integer', async (t) => {
  t.equal(parseJson('9007199254740993'), 9007199254740993n)
  t.equal(parseJson('-9223372036854775808'), -9223372036854775808n)
  t.equal(parseJson('9007199254740991'), 9007199254740991)
  t.equal(formatJson({ id: 9007199254740993n }), '{"id":9007199254740993}')
})

t.test('leaves other numbers as they are', async (t) => {
  t.same(parseJson('[0, -1, 1.5, 1e21, 1e2]'), [0, -1, 1.5, 1e21, 100])
})

t.test('reads back every integer that it wrote', async () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 40n) + 1n, max: 10n ** 40n - 1n }), (id) => {
      const read = parseJson(formatJson({ id }))
      return isObject(read) && BigInt(String(read['id'])) === id
    }),
  )
})

t.test('treats __proto__ as a field like any other', async (t) => {
  const value = parseJson('{"__proto__": {"admin": true}}')
  t.ok(isObject(value) && Object.hasOwn(value, '__proto__'))
  t.equal(Object.getPrototypeOf(value), Object.prototype)
  t.equal(isObject(value) && formatJson({ ...value }), '{"__proto__":{"admin":true}}')
})

t.test('writes null for what is cleared and nothing for what is undefined', async (t) => {
  t.equal(formatJson({ a: null, b: undefined, c: [] }), '{"a":null,"c":[]}')
})

t.test('distinguishes an object from a list and from null', async (t) => {
  t.same([{}, [], null, 'x', 1].map(isObject), [true, false, false, false, false])
})

const nines = (count: number) => '9'.repeat(count)

t.test('reads an integer of 40 digits, and refuses a longer one', async (t) => {
  for (const sign of ['', '-']) {
    t.equal(parseJson(sign + nines(40)), BigInt(sign + nines(40)))
    t.throws(() => parseJson(sign + nines(41)), JsonLimitError)
    t.throws(() => parseJson(`{"data": [{"id": ${sign}${nines(41)}}]}`), {
      message: 'it contains a number of 41 digits',
    })
  }
  t.equal(parseJson(`"${nines(41)}"`), nines(41), 'a text of digits is a text')
})

t.test('refuses what is nested too deep, and counts no bracket inside a text', async (t) => {
  const nest = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  t.ok(parseJson(nest(200)))
  t.throws(() => parseJson(nest(201)), JsonLimitError)
  t.throws(() => parseJson('{"a":'.repeat(201)), { message: /more than 200 levels deep/ })
  t.equal(parseJson(JSON.stringify('["{'.repeat(300))), '["{'.repeat(300))
  t.equal(parseJson(JSON.stringify('\\"['.repeat(300))), '\\"['.repeat(300))
})

const million = 1_000_000
const hostile: Readonly<Record<string, string>> = {
  'a million digits': nines(million),
  'a million digits below zero': `-${nines(million)}`,
  'a million decimals': `0.${nines(million)}`,
  'a million digits of an exponent': `1e${nines(million)}`,
  'a million digits and a fraction': `${nines(million)}.5`,
  'a million brackets': '['.repeat(million),
  'a million objects, one in the other': '{"a":'.repeat(million),
  'a million texts without an end': '"a'.repeat(million),
  'a million escaped quotes': `"${String.raw`\"`.repeat(million)}`,
  'a million backslashes': '\\'.repeat(million),
}

for (const [what, text] of Object.entries(hostile))
  t.test(`answers at once to ${what}`, async (t) => {
    const begun = performance.now()
    try {
      parseJson(text)
    } catch (error) {
      t.ok(error instanceof JsonLimitError || error instanceof SyntaxError)
    }
    // Quadratic time would be minutes; the rest is room for a busy machine.
    t.ok(performance.now() - begun < 2_000)
  })
