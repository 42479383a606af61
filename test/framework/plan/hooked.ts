import t from 'tap'
import { checkHook, hookedValues } from '../../../src/framework/plan/hooked.ts'
import {
  computed,
  optional,
  optionalComputed,
  required,
  writeOnly,
} from '../../../src/framework/schema/attribute.ts'
import { dynamic, number, singleNested, string } from '../../../src/framework/schema/type.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { Decimal } from '../../../src/framework/value/number.ts'
import { Dynamic, type ObjectValue } from '../../../src/framework/value/value.ts'

const third = new Decimal('0.33333333333333333333')
const schema = {
  ratio: optional(number, 'R.'),
  any: optional(dynamic, 'A.'),
  one: optional(
    singleNested({
      a: optional(string, 'A.'),
      b: computed(string, 'B.'),
      c_wo: writeOnly(string, 'C.'),
      ratio: optional(number, 'R.'),
    }),
    'O.',
  ),
}
const planned = { ratio: third, any: null, one: { a: 'x', b: unknown, c_wo: null, ratio: third } }

t.test('what a hook leaves out of a nested value is null or open, by its role', async (t) => {
  const { one } = hookedValues(schema, { one: { a: 'y' } }, planned)
  t.same(one, { a: 'y', b: unknown, c_wo: null, ratio: null })
})

t.test('what a hook returns as it saw it is what was planned', async (t) => {
  const same = { ratio: 1 / 3, one: { a: 'x', b: unknown, ratio: 1 / 3 } }
  t.same(hookedValues(schema, same, planned), { ratio: third, one: planned.one })
})

t.test('a hook may return plain JavaScript for a dynamic value', async (t) => {
  const { any } = hookedValues(schema, { any: 'x' }, planned)
  t.same(any, new Dynamic(string.node, 'x'))
})

const given = {
  config: { set: 'a', maybe: null, made: null, chosen: 'c', one: { a: 'x' } },
  prior: { set: 'b', maybe: 'm', made: 'm', chosen: 'd', one: { a: 'x' } },
}
const roles = {
  set: required(string, 'S.'),
  maybe: optional(string, 'M.'),
  made: computed(string, 'M.'),
  chosen: optionalComputed(string, 'C.'),
  one: optional(singleNested({ a: optional(string, 'A.') }), 'O.'),
}

const fine: readonly ObjectValue[] = [
  {},
  { set: 'a', maybe: null, made: unknown, chosen: 'c' },
  { set: 'b', maybe: 'm', made: 'x', chosen: 'd' },
  // The host checks what is in it.
  { one: { a: 'y' } },
  { other: 1 },
]

t.test('a hook may plan what is configured, what is stored, and what the API sets', async (t) => {
  for (const changed of fine) t.doesNotThrow(() => checkHook(roles, given, [changed, ['set']]))
})

const refused: readonly (readonly [ObjectValue, readonly string[], RegExp])[] = [
  [{ set: 'x' }, [], /plan hook changes set, which only the configuration can set/],
  [{ set: unknown }, [], /changes set/],
  [{ maybe: 'x' }, [], /changes maybe/],
  [{ chosen: 'x' }, [], /changes chosen/],
  [{}, ['nope'], /requires replacement for nope, which does not exist/],
  [{}, ['toString'], /requires replacement for toString/],
]

for (const [changed, replace, message] of refused)
  t.test(`a hook is refused: ${message.source}`, async (t) => {
    t.throws(() => checkHook(roles, given, [changed, replace]), { message })
  })

t.test('undefined changes nothing; a foreign name is left for the codec to refuse', async (t) => {
  t.same(hookedValues(schema, { ratio: undefined, other: 1 }, planned), { other: 1 })
})
