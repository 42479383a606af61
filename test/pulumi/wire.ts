import t from 'tap'
import {
  codec,
  type Diagnostic,
  type DynamicValue,
  type RpcName,
} from '../../src/framework/rpc/proto.ts'
import type { Answer } from './kit/answer.ts'
import type { Bridge } from './kit/bridge.ts'
import { account, openScene, type } from './kit/scene.ts'

const okta = (name: string) => ({ okta: { type, inputs: { name } } })

/** Every message of this type in a response, at any depth. */
const values = ({ method, bytes }: Answer): readonly DynamicValue[] => {
  const found: DynamicValue[] = []
  const walk = (name: string, held: unknown): void => {
    if (typeof held !== 'object' || held === null || held instanceof Uint8Array) return
    // In this protocol, a field of this name always contains this message.
    if (/(^|_)state$/.test(name)) found.push(held)
    else for (const [inner, part] of Object.entries(held)) walk(inner, part)
  }
  walk('', codec(method).response.decode(bytes))
  return found
}

const diagnostics = ({ method, bytes }: Answer): readonly Diagnostic[] => {
  const answer = codec(method).response.decode(bytes)
  // Each method that is called here has them under that name.
  return 'diagnostics' in answer ? (answer.diagnostics as readonly Diagnostic[]) : []
}

const last = ({ answers }: Bridge, method: RpcName): Answer =>
  answers.findLast((answer) => answer.method === method) ?? { method, bytes: Buffer.alloc(0) }

// Field 1 of the response, field 1 in it, and in that the nil of msgpack.
const NULL_STATE = '0a030a01c0'

t.test('writes a missing state as the nil of msgpack, never as an empty message', async (t) => {
  const { bridge, stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  await stack.destroy()
  t.equal(last(bridge, 'ApplyResourceChange').bytes.toString('hex'), NULL_STATE)
  await stack.up(okta('okta-scim'))
  emulator.advance(61_000)
  for (const { id } of emulator.tokens(account).list()) emulator.tokens(account).remove(id)
  t.same(await stack.refresh(), ['okta'])
  t.match(last(bridge, 'ReadResource').bytes.toString('hex'), new RegExp(`^${NULL_STATE}`))
})

/** An attribute whose value is nil: the name as a short string, then nil. */
const nil = (name: string): Buffer =>
  Buffer.concat([Buffer.of(0xa0 | name.length), Buffer.from(name), Buffer.of(0xc0)])

t.test('writes each null attribute as nil', async (t) => {
  const { bridge, stack, emulator } = await openScene(t)
  await stack.up(okta('okta-scim'))
  t.ok(last(bridge, 'ApplyResourceChange').bytes.includes(nil('last_used')))
  const [token] = emulator.tokens(account).list()
  await bridge.import(type, String(token?.id))
  for (const method of ['ImportResourceState', 'ReadResource'] as const) {
    t.ok(last(bridge, method).bytes.includes(nil('token_string')), method)
    t.ok(last(bridge, method).bytes.includes(nil('last_used')), method)
  }
})

t.test('writes every value only as msgpack, from create to delete', async (t) => {
  const { bridge, stack, emulator } = await openScene(t)
  await stack.preview(okta('okta-scim'))
  await stack.up(okta('okta-scim'))
  await stack.up(okta('entra'))
  await stack.refresh()
  await bridge.import(type, String(emulator.tokens(account).list()[0]?.id))
  await bridge.invoke('dbtcloud_scim_config_tokens', {})
  await stack.destroy()
  const all = bridge.answers.flatMap(values)
  t.not(all.length, 0)
  t.same(
    all.filter(({ msgpack, json }) => !msgpack?.length || json !== undefined),
    [],
  )
})

t.test('returns the provider and each type with a block, and no functions', async (t) => {
  const { bridge } = await openScene(t)
  const schema = codec('GetProviderSchema').response.decode(last(bridge, 'GetProviderSchema').bytes)
  const { provider, resource_schemas = {}, data_source_schemas = {}, functions = {} } = schema
  t.ok(provider?.block)
  for (const [name, { block }] of [resource_schemas, data_source_schemas].flatMap(Object.entries))
    t.ok(block, name)
  t.same(functions, {}, 'a call would count as an empty response')
})

t.test(
  'names the attribute that forces a replacement with a step that has a selector',
  async (t) => {
    const { bridge, stack } = await openScene(t)
    await stack.up(okta('okta-scim'))
    await stack.preview(okta('entra'))
    const { bytes } = bridge.answers.findLast(({ method, bytes }) => {
      if (method !== 'PlanResourceChange') return false
      return codec(method).response.decode(bytes).requires_replace?.length
    }) ?? { bytes: Buffer.alloc(0) }
    t.match(codec('PlanResourceChange').response.decode(bytes).requires_replace, [
      { steps: [{ selector: 'attribute_name', attribute_name: 'name' }] },
    ])
  },
)

t.test('returns every failure as an error in the response, never as a status', async (t) => {
  const { bridge, stack, emulator } = await openScene(t, {
    config: { timeout_seconds: 2, disable_retry: true },
  })
  await stack.up(okta('okta-scim'))
  const kept = stack.resource('okta')
  t.ok(kept)
  if (!kept) return
  emulator.fail({}, { status: 403, times: Infinity })
  const failing: readonly (readonly [RpcName, () => Promise<unknown>])[] = [
    ['ConfigureProvider', async () => bridge.configure({ account_id: 0, host_url: 'nonsense' })],
    ['ValidateProviderConfig', async () => bridge.configure({ max_retries: -1 })],
    ['ApplyResourceChange', async () => bridge.create(type, { name: 'entra' })],
    ['ReadResource', async () => bridge.refresh(type, kept)],
    ['ApplyResourceChange', async () => bridge.delete(type, kept)],
    ['ImportResourceState', async () => bridge.import(type, '12345')],
    ['UpgradeResourceState', async () => bridge.refresh(type, { ...kept, raw: '[]' })],
    ['ReadDataSource', async () => bridge.invoke('dbtcloud_scim_config', {})],
  ]
  for (const [method, operation] of failing) {
    await t.rejects(operation(), { name: 'ProviderError', summary: /./, detail: /./ }, method)
    t.equal(bridge.answers.at(-1)?.method, method)
  }
  t.same(
    bridge.answers.filter(({ swallowed }) => swallowed),
    [],
  )
  const severities = bridge.answers.flatMap(diagnostics).map(({ severity }) => severity)
  t.same(new Set(severities), new Set(['ERROR']))
})

const called: readonly RpcName[] = [
  'ValidateProviderConfig',
  'ConfigureProvider',
  'ValidateResourceConfig',
  'PlanResourceChange',
  'ApplyResourceChange',
  'UpgradeResourceState',
  'ReadResource',
  'ImportResourceState',
  'ValidateDataResourceConfig',
  'ReadDataSource',
]

for (const method of called)
  t.test(`returns an error from ${method} for a request that is not a message`, async (t) => {
    const { plugin } = await openScene(t)
    const requests = [Buffer.of(0xff), Buffer.of(0x0a, 5)]
    for (const request of requests) {
      const bytes = await plugin.connection.callRaw(method, request)
      t.match(diagnostics({ method, bytes }), [{ severity: 'ERROR', summary: /./, detail: /./ }])
    }
  })
