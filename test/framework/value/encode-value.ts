import t from 'tap'
import { optional } from '../../../src/framework/schema/attribute.ts'
import type { TypeNode } from '../../../src/framework/schema/schema.ts'
import * as type from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { encodeValue, type Target } from '../../../src/framework/value/encode-value.ts'
import { formatNumber } from '../../../src/framework/value/number.ts'
import { root } from '../../../src/framework/value/trail.ts'
import { buildObject, Dynamic } from '../../../src/framework/value/value.ts'

// The walk in words, so that a test sees what a target is given.
const words: Target<string> = {
  nil: 'nil',
  bool: (value) => `bool ${value}`,
  text: (value) => `text ${value}`,
  number: (value) => `number ${formatNumber(value)}`,
  list: (elements) => `list(${elements.join(', ')})`,
  map: (entries) => `map(${entries.map(([key, value]) => `${key}: ${value}`).join(', ')})`,
  dynamic: (type, value) => `dynamic ${JSON.stringify(type)} ${value}`,
  unknown: (_value, type) => `unknown ${type.kind}`,
}

const write = (value: unknown, node: TypeNode) =>
  encodeValue(value, node, { target: words, at: root })

const string = type.string.node
const dynamic = type.dynamic.node
const object = type.object({ b: type.bool, a: type.string }).node

t.test('gives the target every part in its own terms', async (t) => {
  const table: readonly (readonly [unknown, TypeNode, string])[] = [
    [null, object, 'nil'],
    [unknown, type.int64.node, 'unknown int64'],
    ['e\u0301', string, 'text \u00e9'],
    [2n ** 60n, type.int64.node, 'number 1152921504606846976'],
    [[1, null], type.set(type.number).node, 'list(number 1, nil)'],
    [{ b: true, a: unknown }, object, 'map(a: unknown string, b: bool true)'],
    [{ 2: true, 10: false }, type.map(type.bool).node, 'map(10: bool false, 2: bool true)'],
    [new Dynamic(string, 'x'), dynamic, 'dynamic "string" text x'],
    [{ a: null }, type.singleNested({ a: optional(type.bool, 'A.') }).node, 'map(a: nil)'],
  ]
  for (const [value, node, text] of table) t.equal(write(value, node), text)
})

class Job {
  readonly a = 'x'
}

t.test('refuses what does not fit the type, telling where and not what', async (t) => {
  const strings = type.list(type.string).node
  const table: readonly (readonly [unknown, TypeNode, string])[] = [
    [undefined, string, 'expected a string, found nothing'],
    [5, string, 'expected a string, found a number'],
    ['\ud800', string, 'expected well-formed Unicode, found a string'],
    ['true', type.bool.node, 'expected a boolean, found a string'],
    [Number.NaN, type.number.node, 'expected a number, found a number that is not finite'],
    [-Infinity, type.number.node, 'expected a number, found a number that is not finite'],
    ['5', type.number.node, 'expected a number, found a string'],
    [0.5, type.int64.node, 'expected a whole number, found a number'],
    [2 ** 60, type.int64.node, 'expected a whole number, found a number'],
    ['a', dynamic, 'expected a dynamic value, found a string'],
    ['a', strings, 'expected a list, found a string'],
    [{}, type.set(type.bool).node, 'expected a set, found an object'],
    [['a', undefined], strings, '[1]: expected a string, found nothing'],
    [Array(1), strings, '[0]: expected a string, found nothing'],
    [[1], type.set(type.bool).node, 'expected a boolean, found a number'],
    [{}, { kind: 'tuple', of: [] }, 'expected a tuple, found an object'],
    [['a'], { kind: 'tuple', of: [] }, 'expected 0 elements, found 1'],
    [[1], { kind: 'tuple', of: [string] }, '[0]: expected a string, found a number'],
    [[], type.map(type.bool).node, 'expected a map, found a list'],
    [new Map(), type.map(type.bool).node, 'expected a map, found a map'],
    [{ k: 1 }, type.map(type.bool).node, '["k"]: expected a boolean, found a number'],
    [
      { '\ud800': true },
      type.map(type.bool).node,
      '["\\ud800"]: expected well-formed Unicode, found a string',
    ],
    [
      { 'e\u0301': true, '\u00e9': true },
      type.map(type.bool).node,
      'expected a map whose keys differ in NFC, found an object',
    ],
    ['a', object, 'expected an object, found a string'],
    [new Job(), type.object({ a: type.string }).node, 'expected an object, found an object'],
    [{ a: 'x' }, object, 'b: expected a boolean, found nothing'],
    [{ a: 'x', b: undefined }, object, 'b: expected a boolean, found nothing'],
    [{ a: 'x', b: true, c: 's' }, object, 'c: expected no such attribute, found a string'],
    [{}, type.object({ toString: type.string }).node, 'toString: expected a string, found nothing'],
    [
      buildObject([['a', [1]]]),
      type.map(type.list(type.string)).node,
      '["a"][0]: expected a string, found a number',
    ],
  ]
  for (const [value, node, message] of table) {
    t.throws(() => write(value, node), { name: 'CodecError', message }, message)
  }
})

t.test('refuses collections that would end Terraform itself', async (t) => {
  const mixed = [new Dynamic(string, 'a'), new Dynamic({ kind: 'bool' }, true)]
  const message = /expected elements of one and the same type, found/
  t.throws(() => write(mixed, type.list(type.dynamic).node), { message })
  t.throws(() => write(mixed, type.set(type.dynamic).node), { message })
  t.throws(() => write({ a: mixed[0], b: mixed[1] }, type.map(type.dynamic).node), { message })
  t.equal(
    write(mixed, { kind: 'tuple', of: [dynamic, dynamic] }),
    'list(dynamic "string" text a, dynamic "bool" bool true)',
  )
})
