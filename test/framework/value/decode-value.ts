import t from 'tap'
import type { TypeNode } from '../../../src/framework/schema/schema.ts'
import * as type from '../../../src/framework/schema/type.ts'
import { decodeValue, type Source } from '../../../src/framework/value/decode-value.ts'
import { isNumber } from '../../../src/framework/value/number.ts'
import { root } from '../../../src/framework/value/trail.ts'
import { buildObject } from '../../../src/framework/value/value.ts'

const source = (isSparse: boolean): Source => ({
  isSparse,
  bool: (raw) => (typeof raw === 'boolean' ? raw : undefined),
  text: (raw) => (typeof raw === 'string' ? raw : undefined),
  number: (raw) => (isNumber(raw) ? raw : undefined),
  entries: (raw) => (raw instanceof Map ? raw : undefined),
  dynamic: () => undefined,
  unknown: () => undefined,
})

const read = (raw: unknown, node: TypeNode, isSparse = false) =>
  decodeValue(raw, node, { source: source(isSparse), at: root })

const object = type.object({ a: type.bool, b: type.bool }).node
const onlyA = new Map([['a', true]])

t.test('fills in null for what a sparse source leaves out', async (t) => {
  const expected = buildObject([
    ['a', true],
    ['b', null],
  ])
  t.strictSame(read(onlyA, object, true), expected)
  t.throws(() => read(onlyA, object), { message: 'b: expected an attribute, found nothing' })
})

t.test('fills in null for an optional attribute of any source', async (t) => {
  t.strictSame(
    read(new Map(), { kind: 'object', of: { a: { kind: 'bool' } }, optional: ['a'] }),
    buildObject([['a', null]]),
  )
})

t.test('gives objects and maps no prototype', async (t) => {
  for (const node of [type.object({ a: type.bool }).node, type.map(type.bool).node]) {
    const value = read(onlyA, node)
    t.equal(Object.getPrototypeOf(value), null)
    t.strictSame(value, buildObject([['a', true]]))
  }
})

t.test('reports a path that ends at the set', async (t) => {
  const node = type.object({ ids: type.set(type.list(type.bool)) }).node
  t.throws(() => read(new Map([['ids', [[true], [1]]]]), node), {
    message: 'ids: expected a boolean, found a number',
  })
})
