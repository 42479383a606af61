import * as fc from 'fast-check'
import t from 'tap'
import {
  decodePrivate,
  encodePrivate,
  isOwnPrivate,
  PrivateDraft,
  PrivateStateError,
} from '../../../src/framework/rpc/private-state.ts'

const bytes = (text: string): Buffer => Buffer.from(text)

// Go's SDK keeps timeouts and a version; Go's framework keeps a map of base64.
const foreign: Readonly<Record<string, Buffer>> = {
  'no bytes': bytes(''),
  'bytes of the Go SDK': bytes('{"schema_version":"1","e2bfb730-ecaa-11e6-8f88":{"create":600}}'),
  'bytes of the Go framework': bytes('{"key":"eyJhIjoxfQ=="}'),
  'bytes that are no text': Buffer.from([0, 255, 128, 7]),
  'text that is no JSON': bytes('private'),
  'JSON that is no object': bytes('[{"terraform_provider_envelope":1,"provider":"dbtcloud"}]'),
  'an envelope of another provider': encoded('other', { a: 1 }),
  'an envelope without a provider': bytes('{"terraform_provider_envelope":1,"values":{"a":1}}'),
}

function encoded(provider: string, values: Record<string, number>): Buffer {
  const state = { scope: { account_id: '7' }, values, foreign: bytes('') }
  return Buffer.from(encodePrivate(provider, state))
}

for (const [title, given] of Object.entries(foreign))
  t.test(`believes nothing in ${title}, and keeps them as they are`, async (t) => {
    const state = decodePrivate('dbtcloud', given)
    t.same(state, { values: {}, foreign: given })
    t.same(encodePrivate('dbtcloud', state), given, 'until there is something of ours')
    const ours = { ...state, scope: { account_id: '1' } }
    t.same(decodePrivate('dbtcloud', encodePrivate('dbtcloud', ours)), ours, 'and beside ours')
    t.notOk(isOwnPrivate('dbtcloud', given))
  })

const broken: Readonly<Record<string, object>> = {
  'of a newer version': { terraform_provider_envelope: 2 },
  'of no version': { terraform_provider_envelope: null },
  'whose scope is a text': { scope: 'a' },
  'whose scope holds a number': { scope: { account_id: 7 } },
  'whose scope is null': { scope: null },
  'whose values are a list': { values: [] },
  'whose foreign bytes are a number': { foreign: 7 },
}

for (const [title, fields] of Object.entries(broken))
  t.test(`an envelope ${title} is an error, not a state without a scope`, async (t) => {
    const whole = { terraform_provider_envelope: 1, provider: 'dbtcloud', ...fields }
    t.throws(() => decodePrivate('dbtcloud', bytes(JSON.stringify(whole))), PrivateStateError)
    t.ok(isOwnPrivate('dbtcloud', bytes(JSON.stringify(whole))))
  })

t.test('the stored form is this one: users have it in their states', async (t) => {
  t.equal(
    String(
      encodePrivate('dbtcloud', {
        scope: { account_id: '1' },
        values: { a: [1] },
        foreign: bytes('x'),
      }),
    ),
    '{"terraform_provider_envelope":1,"provider":"dbtcloud","scope":{"account_id":"1"},' +
      '"values":{"a":[1]},"foreign":"eA=="}',
  )
})

const few = { maxKeys: 3 }
const texts = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), few)
const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), few)
const raw = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array))

t.test('what is encoded is decoded as it was', async () => {
  const states = fc.record({ scope: texts, values: json, foreign: raw })
  fc.assert(
    fc.property(states, (state) => {
      const whole = encodePrivate('dbtcloud', state as never)
      const again = encodePrivate('dbtcloud', decodePrivate('dbtcloud', whole))
      return Buffer.from(whole).equals(Buffer.from(again))
    }),
  )
})

t.test('no foreign bytes are believed, changed or raise anything', async () => {
  const texts = fc.oneof(raw, fc.json().map(bytes))
  fc.assert(
    fc.property(texts, (given) => {
      const state = decodePrivate('dbtcloud', given)
      return encodePrivate('dbtcloud', state) === given && state.scope === undefined
    }),
  )
})

const draft = (values: Record<string, number> = {}) =>
  new PrivateDraft({ scope: { account_id: '1' }, values, foreign: bytes('x') })

t.test('a draft holds what a verb sets, and what it leaves', async (t) => {
  const open = draft({ a: 1, b: 2 })
  open.set('b', undefined)
  open.set('__proto__', { polluted: true })
  const list = [1]
  open.set('c', list)
  list.push(2)
  t.equal(open.get('a'), 1)
  t.equal(open.get('b'), undefined)
  t.equal(open.get('toString'), undefined)
  const finished = open.finish(undefined)
  t.match(finished, { scope: { account_id: '1' }, foreign: bytes('x') })
  t.same(Object.entries(finished.values), [
    ['a', 1],
    ['__proto__', { polluted: true }],
    ['c', [1]],
  ])
  t.same(open.finish({ account_id: '2' }).scope, { account_id: '2' })
})

t.test('a draft does not change with a value that a verb got from it', async (t) => {
  const open = draft()
  open.set('k', { list: [1] })
  const got = open.get('k') as { list?: unknown }
  got.list = got
  t.same(open.get('k'), { list: [1] })
  t.same(open.finish(undefined).values, { k: { list: [1] } })
})

t.test('a draft counts a value that replaces another one once', async (t) => {
  const open = draft()
  const large = 'x'.repeat(600_000)
  open.set('k', large)
  open.set('k', large)
  t.same(open.faults, [])
  open.set('other', large)
  t.match(open.faults, [/"other" is not JSON/])
  open.set('k', undefined)
  open.set('other', large)
  t.equal(open.get('other'), large)
})

const cyclic: { self?: unknown } = {}
cyclic.self = cyclic

const unkeepable: Readonly<Record<string, unknown>> = {
  'a BigInt': 7n,
  'a cycle': cyclic,
  'a function': () => {},
  'a symbol': Symbol('x'),
  '2 MiB': 'x'.repeat(2 ** 21),
  'a value whose toJSON throws': {
    toJSON: () => {
      throw new Error('x')
    },
  },
}

for (const [title, value] of Object.entries(unkeepable))
  t.test(
    `a draft does not throw when a verb sets ${title}: the object exists already`,
    async (t) => {
      const open = draft()
      // No type allows any of them.
      open.set('k', value as never)
      t.equal(open.get('k'), undefined)
      t.match(open.faults, [/"k" is not JSON, or there is more than 1 MiB/])
    },
  )
