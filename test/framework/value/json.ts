import assert from 'node:assert'
import * as fc from 'fast-check'
import t from 'tap'
import { optional } from '../../../src/framework/schema/attribute.ts'
import type { TypeNode } from '../../../src/framework/schema/schema.ts'
import * as type from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { CodecError } from '../../../src/framework/value/codec-error.ts'
import {
  decodeJson,
  encodeJson,
  parseJson,
  valueOfJson,
} from '../../../src/framework/value/json.ts'
import { Decimal } from '../../../src/framework/value/number.ts'
import { buildObject, Dynamic, type Value } from '../../../src/framework/value/value.ts'
import { anyType, anyTyped } from './arbitrary.ts'

const record = (...entries: [string, Value][]) => buildObject(entries)
const string = type.string.node
const number = type.number.node
const dynamic = type.dynamic.node
const attributes = { b: optional(type.int64, 'B.'), a: optional(type.string, 'A.') }
const third = `0.${'3'.repeat(155)}`

t.test('parses JSON without losing a digit or a key', async (t) => {
  const text = `{"__proto__":{"a":9007199254740993},"b":[${third},1.10,-0,1e2],"c":null,"d":"x"}`
  t.strictSame(
    parseJson(text),
    record(
      ['__proto__', record(['a', 9007199254740993n])],
      ['b', [new Decimal(third), 1.1, 0, 100]],
      ['c', null],
      ['d', 'x'],
    ),
  )
})

t.test('refuses text that is no JSON without quoting it', async (t) => {
  for (const text of ['', '{"token":"secret"', 'secret', '[1e999999999]']) {
    const caught = catchError(() => parseJson(text))
    t.type(caught, CodecError)
    t.notMatch(String(caught), 'secret')
    t.notOk(caught?.cause)
  }
})

const catchError = (work: () => unknown): Error | undefined => {
  try {
    work()
  } catch (error) {
    return error instanceof Error ? error : undefined
  }
  return undefined
}

t.test('refuses JSON that nests without end, and counts no brackets in text', async (t) => {
  const message = 'expected at most 1026 levels, found more'
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const) {
    const nested = (levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`
    t.throws(() => parseJson(nested(1027)), { name: 'CodecError', message })
    t.throws(() => parseJson(nested(1_000_000)), { name: 'CodecError', message })
    t.ok(parseJson(nested(1026)))
  }
  const text = `"${'['.repeat(2000)}\\`
  t.equal(parseJson(JSON.stringify(text)), text)
})

type Vector = readonly [TypeNode, string, Value]

const BOTH_WAYS: readonly Vector[] = [
  [string, '"a"', 'a'],
  [string, 'null', null],
  [type.bool.node, 'true', true],
  [type.int64.node, '9007199254740993', 9007199254740993n],
  [number, '100000000000000000000', 10n ** 20n],
  [number, '0.1', 0.1],
  [number, third, new Decimal(third)],
  [type.list(type.string).node, '["a",null]', ['a', null]],
  [type.set(type.int64).node, '[2,1]', [2, 1]],
  [{ kind: 'tuple', of: [string, number] }, '["a",1]', ['a', 1]],
  [
    type.map(type.bool).node,
    '{"__proto__":true,"a\\"":false}',
    record(['__proto__', true], ['a"', false]),
  ],
  [type.object({ a: type.bool }).node, '{"a":null}', record(['a', null])],
  [type.singleNested(attributes).node, '{"a":"x","b":1}', record(['a', 'x'], ['b', 1])],
  [type.listNested(attributes).node, '[{"a":"x","b":1}]', [record(['a', 'x'], ['b', 1])]],
  [type.setNested(attributes).node, '[{"a":"x","b":1}]', [record(['a', 'x'], ['b', 1])]],
  [
    type.mapNested(attributes).node,
    '{"k":{"a":"x","b":1}}',
    record(['k', record(['a', 'x'], ['b', 1])]),
  ],
  [
    dynamic,
    '{"value":["a"],"type":["list","string"]}',
    new Dynamic({ kind: 'list', of: string }, ['a']),
  ],
  [dynamic, '{"value":null,"type":"number"}', new Dynamic({ kind: 'number' }, null)],
  [dynamic, 'null', null],
]

t.test('reads and writes every kind of value', async (t) => {
  for (const [type, text, value] of BOTH_WAYS) {
    t.strictSame(decodeJson(text, type), value, `reads ${text.slice(0, 40)}`)
    t.equal(encodeJson(value, type), text, `writes ${text.slice(0, 40)}`)
  }
})

t.test('reads other forms of the same values', async (t) => {
  const table: readonly Vector[] = [
    [type.singleNested(attributes).node, '{"b":1}', record(['a', null], ['b', 1])],
    [type.set(type.int64).node, '[1,1.0,2]', [1, 2]],
    [dynamic, '{"type":"bool","value":true}', new Dynamic({ kind: 'bool' }, true)],
    [string, '12', '12'],
    [string, 'true', 'true'],
    [string, '"e\\u0301"', '\u00e9'],
    [number, '"12"', 12],
    [type.bool.node, '"true"', true],
    [type.bool.node, '"false"', false],
  ]
  for (const [type, text, value] of table) t.strictSame(decodeJson(text, type), value, text)
})

t.test('refuses text that does not fit the type, telling where', async (t) => {
  const object = type.object({ a: type.list(type.bool) }).node
  const table: readonly (readonly [TypeNode, string, string])[] = [
    [object, '{"a":[true,1]}', 'a[1]: expected a boolean, found a number'],
    [object, '{"b":1}', 'b: expected no such attribute, found a number'],
    [object, '[]', 'expected a map, found a list'],
    [object, '1.5', 'expected a map, found a number'],
    [string, '[]', 'expected a string, found a list'],
    [string, '"\\ud800"', 'expected well-formed Unicode, found a string'],
    [number, 'true', 'expected a number, found a boolean'],
    [number, '"x"', 'expected a number, found a string'],
    [type.bool.node, '"yes"', 'expected a boolean, found a string'],
    [type.int64.node, '1.5', 'expected a whole number, found a number'],
    [dynamic, '"a"', 'expected a value with its type, found a string'],
    [dynamic, '{"value":1}', 'expected a value with its type, found an object'],
    [
      dynamic,
      '{"value":1,"type":"number","more":1}',
      'expected a value with its type, found an object',
    ],
    [dynamic, '{"value":1,"type":"int"}', 'expected a type, found a string'],
  ]
  for (const [type, text, message] of table) {
    t.throws(() => decodeJson(text, type), { name: 'CodecError', message }, message)
  }
})

t.test('takes JSON that an author rebuilt, and believes nothing of it', async (t) => {
  t.equal(valueOfJson(-0, number), 0)
  t.equal(valueOfJson(5n, number), 5)
  t.equal(valueOfJson(1e20, number), 10n ** 20n)
  for (const [json, node] of [
    [Number.NaN, number],
    [Infinity, number],
    [Number.NaN, string],
    [Array<null>(1), type.list(type.string).node],
  ] as const) {
    t.throws(() => valueOfJson(json, node), CodecError)
  }
})

t.test('has no way to write an unknown value', async (t) => {
  t.throws(() => encodeJson([unknown], type.list(type.bool).node), {
    name: 'CodecError',
    message: '[0]: expected a known value, found an unknown value',
  })
})

t.test('gives back every value of every type', async () => {
  fc.assert(
    fc.property(anyTyped({ unknowns: false }), ({ type, value }) => {
      assert.deepStrictEqual(decodeJson(encodeJson(value, type), type), value)
    }),
    { numRuns: 500 },
  )
})

const answers = (text: string, node: TypeNode): boolean => {
  try {
    decodeJson(text, node)
    return true
  } catch (error) {
    return error instanceof CodecError
  }
}

t.test('answers any text with a value or a CodecError', async () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), anyType, (text, node) => answers(text, node)),
    { numRuns: 500 },
  )
})

t.test('answers damaged text with a value or a CodecError', async () => {
  const damaged = fc.tuple(anyTyped({ unknowns: false }), fc.nat(), fc.string({ maxLength: 2 }))
  fc.assert(
    fc.property(damaged, ([{ type, value }, place, patch]) => {
      const text = encodeJson(value, type)
      const index = place % text.length
      return answers(text.slice(0, index) + patch + text.slice(index + 1), type)
    }),
    { numRuns: 500 },
  )
})
