import { once } from 'node:events'
import t from 'tap'
import { unknown } from '../../../src/framework/index.ts'
import type { Mode } from '../../../src/framework/rpc/index.ts'
import { handlers } from '../../../src/framework/rpc/index.ts'
import { codec, type RpcName } from '../../../src/framework/rpc/proto.ts'
import { said, startBoxes, unwire, wire } from './fixture.ts'
import { startThings, thingSchema } from './fixture-verbs.ts'

const withDiagnostics = [
  'ApplyResourceChange',
  'ConfigureProvider',
  'GetMetadata',
  'GetProviderSchema',
  'ImportResourceState',
  'MoveResourceState',
  'PlanResourceChange',
  'ReadDataSource',
  'ReadResource',
  'UpgradeResourceState',
  'ValidateDataResourceConfig',
  'ValidateProviderConfig',
  'ValidateResourceConfig',
] as const satisfies readonly RpcName[]

t.test('bytes that are no message are answered with a diagnostic by every RPC', async (t) => {
  for (const name of withDiagnostics) {
    const { raw } = startBoxes()
    const answer = codec(name).response.decode(await raw(name, Buffer.from([0x0f, 0xff, 0xff])))
    t.match(said(answer), [/^ERROR : /], name)
  }
})

t.test('StopProvider answers undecodable bytes in its own error field', async (t) => {
  const { raw } = startBoxes()
  const answer = codec('StopProvider').response.decode(
    await raw('StopProvider', Buffer.from([0x0f, 0xff])),
  )
  t.match(answer.Error, /./)
})

t.test('msgpack of the wrong shape is a diagnostic, and nothing is lost', async (t) => {
  const { call } = startBoxes()
  const broken = { msgpack: Buffer.from([0x93, 1, 2]) }
  const answer = await call('ReadResource', { type_name: 'corner_box', current_state: broken })
  t.match(said(answer), [/Could not read corner_box/])
  t.same(answer.new_state?.msgpack, broken.msgpack)
})

const reading = { type_name: 'corner_box', current_state: wire({ id: 1, name: 'a' }) }

const waiting = async (mode?: Mode) => {
  const boxes = startBoxes(mode)
  await boxes.call('ConfigureProvider', { config: wire({}, boxes.corner.schema) })
  const begun = Promise.withResolvers<AbortSignal>()
  boxes.api.before = async (_, { signal }) => {
    begun.resolve(signal)
    if (!signal.aborted) await once(signal, 'abort')
    throw new Error('stopped')
  }
  return { ...boxes, begun: begun.promise }
}

const afterStop: readonly [mode: Mode, aborted: boolean, what: string][] = [
  ['hosted', true, 'nothing starts any more'],
  ['debug', false, 'what comes later starts afresh'],
]

for (const [mode, aborted, what] of afterStop)
  t.test(`StopProvider aborts what runs; in a ${mode} process ${what}`, async (t) => {
    const { call, begun, api } = await waiting(mode)
    const running = call('ReadResource', reading)
    await begun
    t.same(await call('StopProvider', {}), {})
    t.match(said(await running), [/stopped/])
    const later = Promise.withResolvers<boolean>()
    api.before = (_, { signal }) => later.resolve(signal.aborted)
    await call('ReadResource', reading)
    t.equal(await later.promise, aborted)
  })

t.test('a call that the host gives up is aborted', async (t) => {
  const { call, begun } = await waiting()
  const caller = new AbortController()
  const running = call('ReadResource', reading, caller.signal)
  await begun
  caller.abort()
  t.match(said(await running), [/stopped/])
})

t.test('several errors are several diagnostics', async (t) => {
  const { call, corner, api } = startBoxes()
  await call('ConfigureProvider', { config: wire({ token: unknown }, corner.schema) })
  api.before = () => {
    throw new AggregateError([new Error('one'), 'two', new TypeError('three')])
  }
  t.match(said(await call('ReadResource', reading)), [/one/, /gave no reason/, /TypeError/])
  api.before = async () => Promise.any<void>([])
  t.equal(said(await call('ReadResource', reading)).length, 1, 'none inside is still one')
})

t.test('a configuration that is refused names the attribute, and no client is kept', async (t) => {
  const { call, corner } = startBoxes()
  const answer = await call('ConfigureProvider', { config: wire({ token: 'bad' }, corner.schema) })
  t.same(said(answer), ['ERROR token: Could not configure provider corner. Not this token.'])
  t.match(said(await call('ReadResource', reading)), [/not configured/])
})

t.test('a warning of the client that belongs to no call is shown once', async (t) => {
  const { call, corner, boxes } = startBoxes()
  boxes.set(1, { id: 1, name: 'a' })
  const configure = { config: wire({ token: 'noisy' }, corner.schema) }
  const warning = ['WARNING : It is slow. Be patient.']
  for (const title of ['a first configuration', 'a second one in a process that lives on']) {
    await call('ConfigureProvider', configure)
    t.same(said(await call('ReadResource', reading)), warning, title)
    t.same(said(await call('ReadResource', reading)), [], 'and not again')
  }
})

t.test('it is not lost where the call itself fails', async (t) => {
  const { call, corner } = startBoxes()
  await call('ConfigureProvider', { config: wire({ token: 'noisy' }, corner.schema) })
  const gone = await call('ImportResourceState', { type_name: 'corner_box', id: '9' })
  t.match(said(gone), ['WARNING : It is slow. Be patient.', /No corner_box with the ID/])
})

const huge = 'x'.repeat(2 ** 20)

t.test('a secret that the provider recognizes is in no diagnostic', async (t) => {
  const { call } = startBoxes()
  const importing = async (id: string) =>
    said(await call('ImportResourceState', { type_name: 'corner_box', id })).join()
  t.match(await importing('box_secret'), '***')
  t.notMatch(await importing('box_secret'), 'secret')
  t.match(await importing('box_unreadable'), /^ERROR : The provider failed/)
  t.notMatch(await importing('box_unreadable'), 'box_unreadable')
})

t.test('a response that no host takes is a diagnostic, and the state stays', async (t) => {
  // One text that is sent 260 times.
  const items = Array.from({ length: 260 }, () => ({ label: huge }))
  const stored = { id: 1, name: 'a', json: null, size: 1, secret: null, items: [] }
  const call = startThings({ verbs: { read: () => ({ items }) } })
  await call('ConfigureProvider', { config: wire({}, {}) })
  const current_state = wire(stored, thingSchema)
  const secret = Buffer.from('private')
  const answer = await call('ReadResource', {
    type_name: 'corner_thing',
    current_state,
    private: secret,
  })
  t.match(said(answer), [/The response has 26\d MiB, and the host accepts at most 256 MiB/])
  t.same(answer.new_state?.msgpack, current_state.msgpack)
  t.same(answer.private, secret)
})

t.test('a create saves everything but the attribute that is too large', async (t) => {
  const items = Array.from({ length: 260 }, () => ({ label: huge }))
  const call = startThings({ verbs: { create: () => ({ id: 1, size: 1, secret: 's', items }) } })
  await call('ConfigureProvider', { config: wire({}, {}) })
  const answer = await call('ApplyResourceChange', {
    type_name: 'corner_thing',
    prior_state: wire(null, thingSchema),
    config: wire({ name: 'a' }, thingSchema),
    planned_state: wire({ name: 'a', id: unknown, items: unknown }, thingSchema),
  })
  t.match(said(answer), [/ERROR items: .*too large to save.*tainted/s])
  t.match(unwire(answer.new_state, thingSchema), { id: 1, secret: 's', items: null })
})

/** Two fields beyond those of protocol 6.11: a text of number 1006, and a varint of number 2000. */
const newer = Buffer.from('f23e0161807d01', 'hex')

for (const [name, handler] of Object.entries(handlers(startBoxes().corner, () => {})))
  t.test(`${name} responds as ever to a request with fields of a newer protocol`, async (t) => {
    const { signal } = new AbortController()
    const call = { signal, abandoned: signal }
    const without = await handler(Buffer.alloc(0), call)
    t.strictSame(await handler(newer, call), without)
  })
