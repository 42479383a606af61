import t from 'tap'
import { Dynamic } from '../../../src/framework/value/value.ts'
import { ConfigError, readConfig } from '../config.ts'
import { schema, strict, value } from '../fixture.ts'

t.test("converts as Terraform's language does", async (t) => {
  t.match(value({ text: 12n, maybe: true, size: '1.50', ports: ['a', 'a', 'b'] }), {
    text: '12',
    maybe: 'true',
    size: 1.5,
    ports: ['a', 'b'],
    words: null,
  })
  t.equal(value({ text: 'e\u0301' })['text'], '\u00e9')
  t.same(value({ any: [1, { a: null }] })['any'], value({ any: [1, { a: null }] })['any'])
  t.ok(value({ any: 'x' })['any'] instanceof Dynamic)
})

const refused: readonly (readonly [config: Record<string, unknown>, error: string])[] = [
  [{ strange: 1 }, 'Unsupported argument: strange'],
  [{ one: { strange: 1 } }, 'Unsupported argument: one.strange'],
  [{ text: [] }, 'Incorrect attribute value type, string required: text'],
  [{ size: 'many' }, 'Incorrect attribute value type, number required: size'],
  [{ words: 'a' }, 'Incorrect attribute value type, list required: words'],
  [{ words: [{}] }, 'Incorrect attribute value type, string required: words[0]'],
  [{ tags: ['a'] }, 'Incorrect attribute value type, map required: tags'],
  [{ point: {} }, 'Incorrect attribute value type, attribute "x" required: point.x'],
  [{ point: 1 }, 'Incorrect attribute value type, object required: point'],
  [{ several: {} }, 'Incorrect attribute value type, list required: several'],
  [{ several: [1] }, 'Incorrect attribute value type, object required: several[0]'],
  [{ any: { a: () => 1 } }, 'Incorrect attribute value type, a value required: any.a'],
]

t.test('rejects a value that does not match the schema', async (t) => {
  for (const [config, message] of refused) {
    t.throws(() => readConfig(schema, config), { message, name: 'ConfigError' }, message)
  }
  const missing = new ConfigError('Missing required argument', [{ attribute: 'name' }])
  t.throws(() => readConfig(strict, {}), missing)
})
