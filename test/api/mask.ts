import * as fc from 'fast-check'
import t from 'tap'
import { maskValues, stringsOf } from '../../src/api/mask.ts'

const table: readonly (readonly [string, string, readonly string[], string])[] = [
  ['hides a value', 'bad key s3cret!', ['s3cret!'], 'bad key ***'],
  ['hides it each time', 'abcd and abcd', ['abcd'], '*** and ***'],
  [
    'hides a beginning of it',
    '"0123456789ab…" is too long',
    ['0123456789abcdef'],
    '"***…" is too long',
  ],
  ['hides it as JSON spells it', String.raw`got a\"b\nc`, ['a"b\nc'], 'got ***'],
  ['hides a short value that is a word', 'name ci is taken', ['ci'], 'name *** is taken'],
  ['leaves words that hold a short value', 'a specific fault', ['ci'], 'a specific fault'],
  ['takes signs in a short value for signs', 'is .* or xx', ['.*'], 'is *** or xx'],
  ['hides the longer of two values', 'key-longer', ['key-', 'key-longer'], '***'],
  ['hides a token that nobody sent', 'use dbts_Zm-9gjM_Uq instead', [], 'use *** instead'],
  ['leaves a text without them', 'nothing here', ['secret', ''], 'nothing here'],
]

for (const [title, text, values, masked] of table) {
  t.test(title, async (t) => t.equal(maskValues(text, values), masked))
}

t.test('lets no value through, whatever surrounds it', async () => {
  const value = fc.string({ minLength: 4 })
  fc.assert(
    fc.property(value, fc.string(), fc.string(), (secret, before, after) => {
      fc.pre(!'***'.includes(secret) && !secret.includes('*'))
      return !maskValues(`${before} ${secret} ${after}`, [secret]).includes(secret)
    }),
  )
})

t.test('finds every string in a body, names of fields excepted', async (t) => {
  t.same(stringsOf({ a: 'x', b: [1, 'y', { c: 'z', d: null }], e: 2n }), ['x', 'y', 'z'])
  t.same(stringsOf(undefined), [])
})
