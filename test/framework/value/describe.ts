import t from 'tap'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { describe } from '../../../src/framework/value/describe.ts'
import { Decimal } from '../../../src/framework/value/number.ts'
import { Dynamic } from '../../../src/framework/value/value.ts'

t.test('names the kind of a value and nothing of the value', async (t) => {
  const kinds = [
    [null, 'null'],
    [undefined, 'nothing'],
    ['secret', 'a string'],
    [true, 'a boolean'],
    [1, 'a number'],
    [1n, 'a number'],
    [new Decimal('0.5'), 'a number'],
    [Number.NaN, 'a number that is not finite'],
    [[1], 'a list'],
    [new Map(), 'a map'],
    [Buffer.of(1), 'bytes'],
    [unknown, 'an unknown value'],
    [new Dynamic({ kind: 'bool' }, true), 'a dynamic value'],
    [{ a: 1 }, 'an object'],
    [() => 1, 'a function'],
    [Symbol('secret'), 'a symbol'],
  ] as const
  for (const [value, kind] of kinds) t.equal(describe(value), kind)
})
