import * as fc from 'fast-check'
import t from 'tap'
import { decodeJson, encodeJson, idOf } from '../../src/emulator/exact-json.ts'

t.test('keeps integers exact at any size', async (t) => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (n) => {
      const id = idOf(n)
      const text = encodeJson({ id, of: [id] })
      t.equal(text, `{"id":${n},"of":[${n}]}`)
      t.same(decodeJson(text), { id, of: [id] })
    }),
    { numRuns: 50 },
  )
})

t.test('has one form of each integer', async (t) => {
  t.equal(idOf('007'), 7)
  t.equal(idOf(7n), 7)
  t.equal(idOf('9007199254740993'), 9007199254740993n)
})

t.test('does not change anything else', async (t) => {
  t.same(decodeJson('[1.5,1e3,"9007199254740993",null,true]'), [
    1.5,
    1000,
    '9007199254740993',
    null,
    true,
  ])
  t.throws(() => decodeJson('{'), SyntaxError)
})
