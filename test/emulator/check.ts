import t from 'tap'
import { checkQuery, complaint } from '../../src/emulator/check.ts'
import type { Shape } from '../../src/emulator/endpoint-facts.ts'
import { Refusal } from '../../src/emulator/refusal.ts'

const shape: Shape = {
  type: 'object',
  closed: true,
  required: ['id'],
  fields: {
    id: { type: 'integer' },
    rate: { type: 'number' },
    free: {},
    tags: { type: 'array', items: { type: 'string' } },
    inner: { type: 'object', fields: { on: { type: 'boolean' } }, required: ['on'] },
  },
}

t.test('accepts documented values', async (t) => {
  const cases = [
    { id: 1 },
    { id: 2n ** 60n, rate: 2n ** 60n },
    { id: 1, rate: 1.5, free: null, tags: ['a'], inner: { on: true, open: 1 } },
  ]
  for (const value of cases) t.equal(complaint(shape, value), undefined)
})

t.test('names the path of the first invalid value, without the value', async (t) => {
  const cases = [
    [null, 'body: must be of type object.'],
    [[], 'body: must be of type object.'],
    [{}, 'id: this field is required.'],
    [{ id: 1.5 }, 'id: must be of type integer.'],
    [{ id: 1, rate: 'x' }, 'rate: must be of type number.'],
    [{ id: 1, tags: {} }, 'tags: must be of type array.'],
    [{ id: 1, tags: ['a', 2] }, 'tags[1]: must be of type string.'],
    [{ id: 1, inner: {} }, 'inner.on: this field is required.'],
    [{ id: 1, inner: { on: 'x' } }, 'inner.on: must be of type boolean.'],
    [{ id: 1, constructor: 1 }, 'constructor: this field is unknown.'],
  ] as const
  for (const [value, message] of cases) t.equal(complaint(shape, value), message)
})

const check = (query: string) =>
  checkQuery({ limit: { type: 'integer' } }, new URLSearchParams(query))

t.test('accepts a query parameter only with its documented type', async (t) => {
  t.doesNotThrow(() => check('limit=10'))
  for (const query of ['limit=', 'limit=x', 'limit=1.5', 'toString=1'])
    t.throws(() => check(query), Refusal, query)
})
