import t from 'tap'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { Decimal } from '../../../src/framework/value/number.ts'
import {
  buildObject,
  Dynamic,
  emptyObject,
  isArray,
  isNothing,
  isObject,
  isWhollyKnown,
  mapObject,
  sortedEntries,
} from '../../../src/framework/value/value.ts'

t.test('builds objects in which every name is a key like any other', async (t) => {
  const object = buildObject([
    ['__proto__', 1],
    ['a', 2],
    ['a', 3],
  ])
  t.strictSame(Object.entries(object), [
    ['__proto__', 1],
    ['a', 3],
  ])
  t.equal(Object.getPrototypeOf(emptyObject()), null)
})

t.test('distinguishes objects and arrays from other values', async (t) => {
  const object = emptyObject()
  const others = [
    null,
    'a',
    1,
    2n,
    true,
    unknown,
    new Decimal('0.5'),
    new Dynamic({ kind: 'bool' }, true),
  ]
  t.ok(isObject(object))
  t.ok(isArray([]))
  for (const other of [...others, []]) t.notOk(isObject(other))
  for (const other of [...others, object]) t.notOk(isArray(other))
})

t.test('finds an unknown value at any depth', async (t) => {
  const dynamic = (value: null | typeof unknown) => new Dynamic({ kind: 'string' }, value)
  const known = [null, 'a', [1, []], buildObject([['a', null]]), dynamic(null)]
  const open = [unknown, [1, [unknown]], buildObject([['a', [unknown]]]), dynamic(unknown)]
  for (const value of known) t.ok(isWhollyKnown(value))
  for (const value of open) t.notOk(isWhollyKnown(value))
})

t.test('sorts entries by name', async (t) => {
  const record = { b: 1, a: 2, B: 3 }
  t.strictSame(
    sortedEntries(record).map(([name]) => name),
    ['B', 'a', 'b'],
  )
})

t.test('null says nothing, also one that brings its type', async (t) => {
  t.ok(isNothing(null))
  t.ok(isNothing(new Dynamic({ kind: 'string' }, null)))
  t.notOk(isNothing(new Dynamic({ kind: 'string' }, '')))
  t.notOk(isNothing(unknown))
})

t.test('maps each value under its name', async (t) => {
  const doubled = mapObject({ a: 1, b: 2 }, (value, name) => `${name}${value * 2}`)
  t.same(Object.entries(doubled), [
    ['a', 'a2'],
    ['b', 'b4'],
  ])
})
