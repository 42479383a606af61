import { anything, array, assert, asyncProperty, constantFrom, oneof, record } from 'fast-check'
import t from 'tap'
import { AttributeError, Incomplete } from '../../../src/framework/index.ts'
import { complain, diagnose, wirePath } from '../../../src/framework/rpc/diagnostics.ts'
import { codec, type Diagnostic } from '../../../src/framework/rpc/proto.ts'
import { said, unwire, wire } from './fixture.ts'
import { startThings, thingSchema } from './fixture-verbs.ts'

/** Fails where a host could not be sent the diagnostics. */
const encoded = (diagnostics: readonly Diagnostic[]): Buffer =>
  codec('ReadResource').response.encode({ diagnostics })

const error = (fields: object): Error =>
  Object.defineProperties(
    new Error('x'),
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])),
  )

const getter = (name: string): Error =>
  Object.defineProperty(new Error('x'), name, {
    get: () => {
      throw new Error('a getter')
    },
  })

const cyclicCause = (): Error => {
  const first = new Error('first')
  first.cause = new Error('second', { cause: first })
  return first
}

const cyclicAggregate = (): Error => {
  const all = new AggregateError([], 'all')
  all.errors.push(all)
  return all
}

const deepAggregate = (): unknown => {
  let deep: unknown = new Error('deepest')
  for (let depth = 0; depth < 100_000; depth += 1) deep = new AggregateError([deep])
  return deep
}

/** Its cause is another one whenever it is asked for. */
class Endless extends Incomplete {
  constructor() {
    super({}, new Error('x'))
    Object.defineProperty(this, 'cause', { get: () => new Endless() })
  }
}

const revoked = (): unknown => {
  const { proxy, revoke } = Proxy.revocable(new Error('x'), {})
  revoke()
  return proxy
}

const noReason = 'The provider failed and gave no reason.'

const thrown: Readonly<Record<string, readonly [() => unknown, string | RegExp]>> = {
  undefined: [() => undefined, noReason],
  null: [() => null, noReason],
  'a number': [() => 7, noReason],
  'a BigInt': [() => 7n, noReason],
  'a symbol': [() => Symbol('x'), noReason],
  'a string': [() => 'text', noReason],
  'a function': [() => () => {}, noReason],
  'an object without prototype': [() => Object.create(null), noReason],
  'a revoked proxy': [revoked, noReason],
  'an empty message': [() => new Error(''), noReason],
  'a message that is an object': [() => error({ message: { status: 500 } }), noReason],
  'a message without prototype': [() => error({ message: Object.create(null) }), noReason],
  'a message that is a symbol': [() => error({ message: Symbol('x') }), noReason],
  'a message that is null': [() => error({ message: null }), noReason],
  'a message that is a number': [() => error({ message: 500 }), '500'],
  'a message whose getter throws': [() => getter('message'), noReason],
  'a message with lone surrogates': [() => new Error('a\ud800b\udc00'), 'a\ufffdb\ufffd'],
  'a message for a terminal': [() => new Error('\u001b[2Ja\u202eb\r\nc'), 'a\\u202eb\nc'],
  'a stack that is no text': [() => error({ stack: 7 }), 'x'],
  'a stack whose getter throws': [() => getter('stack'), 'x'],
  'a TypeError whose stack is no text': [
    () => Object.defineProperty(new TypeError('x'), 'stack', { value: {} }),
    'An error in the provider (TypeError). Please report it.',
  ],
  'a TypeError whose name is an object': [
    () =>
      Object.defineProperties(new TypeError('x'), { name: { value: {} }, stack: { value: '' } }),
    'An error in the provider (Error). Please report it.',
  ],
  'a TypeError whose message looks like frames': [
    () => new TypeError('x\n    at hunter2 (secret)'),
    /^An error in the provider \(TypeError at [^h]/,
  ],
  'a cyclic cause': [cyclicCause, 'first'],
  'an aggregate of itself': [cyclicAggregate, noReason],
  'aggregates 100,000 deep': [deepAggregate, /./],
  'an aggregate of nothing': [() => new AggregateError([], 'none'), 'none'],
  'an aggregate whose errors are no list': [
    () => Object.assign(new AggregateError([], 'none'), { errors: 7 }),
    'none',
  ],
  'an endless chain': [() => new Endless(), noReason],
  'an attribute error without a path': [() => new AttributeError(undefined as never, 'y'), 'y'],
}

for (const [title, [make, detail]] of Object.entries(thrown))
  t.test(`reports ${title}`, async (t) => {
    const [first, ...more] = diagnose('It failed', make())
    t.match(first, { severity: 'ERROR', summary: 'It failed', detail })
    t.same(more, [])
    encoded([first ?? complain({ summary: '', detail: '' })])
  })

t.test('cuts a message of 100 MB', async (t) => {
  const [diagnostic] = diagnose('x'.repeat(10_000), new Error('\ud83d\ude00'.repeat(50_000_000)))
  t.match(diagnostic?.detail, /… \(99980000 more characters\)$/)
  t.ok(encoded(diagnostic ? [diagnostic] : []).length < 100_000)
})

t.test('reports at most 20 errors', async (t) => {
  const errors = Array.from({ length: 100_000 }, (_, index) => new Error(String(index)))
  t.equal(diagnose('It failed', new AggregateError(errors)).length, 20)
})

t.test('reports both errors of a block whose disposal failed, the first one first', async (t) => {
  const both = new SuppressedError(new Error('disposal'), new Error('block'), 'suppressed')
  t.same(
    diagnose('It failed', both).map(({ detail }) => detail),
    ['block', 'disposal'],
  )
})

const paths: Readonly<Record<string, readonly [unknown, object]>> = {
  'an index': [
    [{ attribute: 'a' }, { index: 7 }],
    [{ attribute_name: 'a' }, { element_key_int: '7' }],
  ],
  'a key': [
    [{ attribute: 'a' }, { key: '' }],
    [{ attribute_name: 'a' }, { element_key_string: '' }],
  ],
  'an index of NaN': [[{ attribute: 'a' }, { index: Number.NaN }], [{ attribute_name: 'a' }]],
  'an index of 1.5': [[{ attribute: 'a' }, { index: 1.5 }], [{ attribute_name: 'a' }]],
  'a negative index': [[{ attribute: 'a' }, { index: -1 }], [{ attribute_name: 'a' }]],
  'a huge index': [[{ attribute: 'a' }, { index: 1e300 }], [{ attribute_name: 'a' }]],
  'an index that is a text': [[{ attribute: 'a' }, { index: '0' }], [{ attribute_name: 'a' }]],
  'a key that is a number': [[{ attribute: 'a' }, { key: 0 }], [{ attribute_name: 'a' }]],
  'an attribute that is null': [[{ attribute: null }, { attribute: 'b' }], []],
  'a step that is a string': [['a', { attribute: 'b' }], []],
  'a step that is null': [[null], []],
  'a step that is a revoked proxy': [[{ attribute: 'a' }, revoked()], [{ attribute_name: 'a' }]],
}

for (const [title, [path, steps]] of Object.entries(paths))
  t.test(`sends a path with ${title} as far as it can be sent`, async (t) => {
    // Authors in JavaScript, or with data from elsewhere, hand in anything.
    t.same(wirePath(path as never), { steps })
    encoded([complain({ summary: 's', detail: 'd', path: path as never })])
  })

t.test('a path that is no list, or without a sound step, is left out', async (t) => {
  for (const path of ['a', 7, null, {}, [], [null], revoked()])
    t.notOk('attribute' in complain({ summary: 's', detail: 'd', path: path as never }))
})

const odd = oneof(
  anything({ withBigInt: true, withNullPrototype: true, withObjectString: true, withMap: true }),
  constantFrom(Number.NaN, '\ud800', '\u001b[2J', Symbol('x')),
)

t.test('whatever is thrown or complained about can be encoded', async () => {
  const complaint = record({
    severity: odd,
    summary: odd,
    detail: odd,
    path: oneof(odd, array(odd)),
  })
  await assert(
    asyncProperty(complaint, odd, async (said, raised) => {
      encoded([complain(said as never)])
      encoded(diagnose('s', raised))
      encoded(diagnose('s', error({ message: raised, stack: raised, cause: raised })))
      encoded(diagnose('s', new AggregateError([raised, said])))
    }),
  )
})

t.test('what one call throws neither ends the process nor another call', async (t) => {
  const gate = Promise.withResolvers<void>()
  const call = startThings({
    verbs: {
      create: async (context) => {
        context.warn(...([{}, Symbol('x'), [{ index: Number.NaN }]] as never[]))
        await gate.promise
        return { id: 1, size: 1, secret: 's', items: [] }
      },
      read: () => {
        throw error({ message: { status: 500 }, stack: Symbol('x') })
      },
    },
  })
  await call('ConfigureProvider', { config: wire({}, {}) })
  const slow = call('ApplyResourceChange', {
    type_name: 'corner_thing',
    prior_state: wire(null, thingSchema),
    config: wire({ name: 'a' }, thingSchema),
    planned_state: wire({ name: 'a' }, thingSchema),
  })
  const current_state = wire({ id: 1, name: 'a' }, thingSchema)
  const failed = await call('ReadResource', { type_name: 'corner_thing', current_state })
  t.same(said(failed), [`ERROR : Could not read corner_thing. ${noReason}`])
  gate.resolve()
  t.match(unwire((await slow).new_state, thingSchema), { id: 1, name: 'a' })
  t.same(said(await slow), [`WARNING : The provider failed. ${noReason}`])
})
