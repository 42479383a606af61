import * as fc from 'fast-check'
import t from 'tap'
import { formatJson, isObject, parseJson } from '../../src/api/json.ts'

t.test('keeps every digit of an integer', async (t) => {
  t.equal(parseJson('9007199254740993'), 9007199254740993n)
  t.equal(parseJson('-9223372036854775808'), -9223372036854775808n)
  t.equal(parseJson('9007199254740991'), 9007199254740991)
  t.equal(formatJson({ id: 9007199254740993n }), '{"id":9007199254740993}')
})

t.test('leaves other numbers as they are', async (t) => {
  t.same(parseJson('[0, -1, 1.5, 1e21, 1e2]'), [0, -1, 1.5, 1e21, 100])
})

t.test('finds again whatever integer it wrote', async () => {
  fc.assert(
    fc.property(fc.bigInt(), (id) => {
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

t.test('writes null for what is cleared and nothing for what is not told', async (t) => {
  t.equal(formatJson({ a: null, b: undefined, c: [] }), '{"a":null,"c":[]}')
})

t.test('knows an object from a list and from null', async (t) => {
  t.same([{}, [], null, 'x', 1].map(isObject), [true, false, false, false, false])
})
