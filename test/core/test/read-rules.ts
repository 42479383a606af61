import t from 'tap'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { schema, value } from '../fixture.ts'
import { assertDataRead, assertImported, assertRead, assertUpgraded } from '../read-rules.ts'

const texts = (violations: readonly Error[]) => violations.map(({ message }) => message)

t.test('accepts a wholly known refreshed object, or null', async (t) => {
  t.same(assertRead(schema, value({ text: 'a' })), [])
  t.same(assertRead(schema, null), [])
  t.same(texts(assertRead(schema, value({ one: { key: unknown } }))), [
    'Provider produced invalid object: one.key: The returned state contains unknown values',
  ])
  t.same(texts(assertRead(schema, value({ guarded: { write: 's' } }))), [
    'Provider produced invalid object: guarded.write: returned a value for the write-only attribute',
  ])
})

t.test('has the same rules for an upgraded object', async (t) => {
  t.same(assertUpgraded(schema, value({})), [])
  t.same(texts(assertUpgraded(schema, value({ text: unknown, write: 's' }))), [
    'Invalid resource state upgrade: text: The returned state contains unknown values',
    'Invalid resource state upgrade: write: returned a value for the write-only attribute',
  ])
})

t.test('requires an object from a data source', async (t) => {
  t.same(assertDataRead(schema, value({})), [])
  t.match(texts(assertDataRead(schema, null)), [/^Provider produced null object/])
  t.match(texts(assertDataRead(schema, value({ bag: [{ key: unknown }] }))), [
    'Provider produced invalid object: bag: is not wholly known',
  ])
})

t.test('asks an import for one full object', async (t) => {
  const one = { type: 'x', value: value({ text: 'a' }) }
  t.same(assertImported(schema, [one]), [])
  t.match(texts(assertImported(schema, [])), [/^Import returned no resources/])
  t.match(texts(assertImported(schema, [one, one])), [/^Multiple import states not supported/])
  t.match(texts(assertImported(schema, [{ ...one, type: '' }])), [/^Import returned no type/])
  t.match(texts(assertImported(schema, [{ ...one, value: null }])), [/^Import returned null/])
  t.match(texts(assertImported(schema, [{ ...one, value: value({ write: 's' }) }])), [
    /^Import returned a non-null value for a write-only attribute: write: /,
  ])
})
