import * as fc from 'fast-check'
import t from 'tap'
import { optional, required } from '../../../src/framework/schema/attribute.ts'
import type { TypeNode } from '../../../src/framework/schema/schema.ts'
import * as type from '../../../src/framework/schema/type.ts'
import { CodecError } from '../../../src/framework/value/codec-error.ts'
import { buildObject } from '../../../src/framework/value/value.ts'
import { parseWireType, schemaType, wireType } from '../../../src/framework/value/wire-type.ts'
import { anyType } from './arbitrary.ts'

const fields = { b: required(type.int64, 'B.'), a: optional(type.string, 'A.') }
const asObject = '["object",{"a":"string","b":"number"}]'

t.test('writes every kind of type as cty does', async (t) => {
  const table: readonly [TypeNode, string][] = [
    [type.string.node, '"string"'],
    [type.bool.node, '"bool"'],
    [type.int64.node, '"number"'],
    [type.number.node, '"number"'],
    [type.dynamic.node, '"dynamic"'],
    [type.list(type.string).node, '["list","string"]'],
    [type.set(type.bool).node, '["set","bool"]'],
    [type.map(type.dynamic).node, '["map","dynamic"]'],
    [{ kind: 'tuple', of: [] }, '["tuple",[]]'],
    [{ kind: 'tuple', of: [{ kind: 'bool' }, { kind: 'number' }] }, '["tuple",["bool","number"]]'],
    [type.object({ b: type.int64, a: type.string }).node, asObject],
    [type.singleNested(fields).node, asObject],
    [type.listNested(fields).node, `["list",${asObject}]`],
    [type.setNested(fields).node, `["set",${asObject}]`],
    [type.mapNested(fields).node, `["map",${asObject}]`],
    [schemaType(fields), asObject],
  ]
  for (const [node, json] of table) t.equal(JSON.stringify(wireType(node)), json)
})

t.test('reads optional attributes of an object and does not send them back', async (t) => {
  const node = parseWireType(['object', { a: 'string' }, ['a']])
  t.match(node, { kind: 'object', optional: ['a'] })
  t.equal(JSON.stringify(wireType(node)), '["object",{"a":"string"}]')
})

t.test('keeps an attribute named __proto__', async (t) => {
  const text = '["object",{"__proto__":"bool"}]'
  t.equal(JSON.stringify(wireType(parseWireType(JSON.parse(text)))), text)
})

t.test('refuses what is no type', async (t) => {
  const junk = [
    null,
    1,
    'int',
    {},
    [],
    ['list'],
    ['list', 'string', 'string'],
    ['tuple', 'string'],
    ['tuple', ['string', 1]],
    ['object', null],
    ['object', ['a']],
    ['object', { a: 'x' }],
    ['object', { a: 'string' }, 'a'],
    ['object', { a: 'string' }, [1]],
    ['record', 'string'],
    [['list'], 'string'],
  ]
  for (const json of junk) t.throws(() => parseWireType(json), CodecError, JSON.stringify(json))
})

t.test('refuses a type that nests without end', async (t) => {
  const node = Array.from({ length: 2000 }).reduce((of) => ['list', of], 'string')
  t.throws(() => parseWireType(node), { message: 'expected at most 512 levels, found more' })
})

t.test('parses back what it writes', async (t) => {
  fc.assert(
    fc.property(anyType, (node) => {
      const json = JSON.stringify(wireType(node))
      return JSON.stringify(wireType(parseWireType(JSON.parse(json)))) === json
    }),
  )
  t.strictSame(parseWireType(['object', { a: 'string' }]), {
    kind: 'object',
    of: buildObject([['a', { kind: 'string' }]]),
  })
})
