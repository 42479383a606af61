import t from 'tap'
import { fromWire, toWire } from '../../../src/framework/rpc/dynamic-value.ts'
import { handlers } from '../../../src/framework/rpc/index.ts'
import type { DynamicValue } from '../../../src/framework/rpc/proto.ts'
import type { Schema } from '../../../src/framework/schema/schema.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { buildObject, type ObjectValue, type Value } from '../../../src/framework/value/value.ts'
import { cornerProvider, Store } from '../../corner/provider.ts'
import { inProcess, type ProviderClient, UnimplementedError } from '../client.ts'
import { startCore } from '../core.ts'
import { formatDiagnosis } from '../diagnosis.ts'
import { schemasOf } from '../schema-of.ts'

// Each case breaks one response of a good provider, and Terraform's own words must tell of it.

type Break = (response: object, client: ProviderClient) => object | Promise<object>

const breaking = (client: ProviderClient, name: string, by: Break): ProviderClient => ({
  call: async (called, request) => {
    const response = await client.call(called, request)
    return called === name ? await by(response, client) : response
  },
})

const type = 'corner_everything'

const start = async (name: string, by: Break) => {
  const good = inProcess(handlers(cornerProvider(new Store()), () => {}))
  let isBroken = false
  const client = breaking(good, name, (response) => (isBroken ? by(response, good) : response))
  const resource = (await startCore(client)).resource(type)
  return { resource, break: () => (isBroken = true) }
}

const nulls = (schema: Schema): ObjectValue =>
  buildObject(Object.keys(schema).map((name) => [name, null]))

/** Changes the object in one field of a response. */
const changing =
  (field: string, change: (value: ObjectValue) => Value): Break =>
  async (response, client) => {
    const { resources } = schemasOf(await client.call('GetProviderSchema', {}))
    const schema = resources.get(type)?.attributes ?? {}
    // The field is named by the test, and such a field holds such a value.
    const wire = Object.entries(response).find(([name]) => name === field)?.[1] as DynamicValue
    return { ...response, [field]: toWire(change(fromWire(wire, schema) ?? nulls(schema)), schema) }
  }

const setting = (field: string, name: string, value: Value): Break =>
  changing(field, (object) => buildObject([...Object.entries(object), [name, value]]))

const fixed =
  (fields: object): Break =>
  (response) => ({ ...response, ...fields })

const garbage = { msgpack: Buffer.from([0x01]) }
const nowhere = { steps: [{ attribute_name: 'strange' }] }
const intoSet = { steps: [{ attribute_name: 'ports' }, { element_key_int: '0' }] }
const invalid = [{ severity: 'ERROR', summary: 'Broken', detail: 'on purpose' }]

interface Case {
  readonly rpc: string
  readonly by: Break
  readonly error: RegExp
  /** Default: an update of an object that was created well. */
  readonly when?: 'create' | 'refresh' | 'destroy' | 'import'
  /** What is stored afterwards. */
  readonly state?: object | null
  readonly tainted?: boolean
}

const inconsistent = /Provider produced inconsistent result after apply/

const cases: readonly Case[] = [
  {
    rpc: 'ValidateResourceConfig',
    by: fixed({ diagnostics: invalid }),
    error: /Broken: on purpose/,
  },
  {
    rpc: 'PlanResourceChange',
    by: setting('planned_state', 'name', 'other'),
    error: /Provider produced invalid plan: name: planned value/,
  },
  {
    rpc: 'PlanResourceChange',
    by: setting('planned_state', 'words', []),
    error: /invalid plan: words: .* non-computed/,
  },
  {
    rpc: 'PlanResourceChange',
    by: changing('planned_state', () => null),
    error: /invalid plan: planned for absence/,
  },
  { rpc: 'PlanResourceChange', by: fixed({ planned_state: garbage }), error: /^error: expected/ },
  {
    rpc: 'PlanResourceChange',
    by: fixed({ requires_replace: [nowhere] }),
    error: /invalid plan: strange: .*non-existent/,
  },
  {
    rpc: 'PlanResourceChange',
    by: fixed({ requires_replace: [intoSet] }),
    error: /invalid plan: ports\[0\]: .*non-existent/,
  },
  {
    rpc: 'PlanResourceChange',
    by: fixed({ deferred: {} }),
    error: /Provider deferred changes when Terraform did not allow deferrals/,
  },
  {
    rpc: 'PlanResourceChange',
    by: setting('planned_state', 'id', 'x'),
    when: 'destroy',
    error: /planned a non-null destroy value/,
  },
  {
    rpc: 'PlanResourceChange',
    by: fixed({ planned_identity: { identity_data: garbage } }),
    error: /^error: /,
  },
  {
    rpc: 'ApplyResourceChange',
    by: setting('new_state', 'name', 'other'),
    when: 'create',
    error: inconsistent,
    state: { name: 'other' },
    tainted: true,
  },
  {
    rpc: 'ApplyResourceChange',
    by: setting('new_state', 'name', 'other'),
    error: inconsistent,
    state: { name: 'other' },
    tainted: false,
  },
  {
    rpc: 'ApplyResourceChange',
    by: setting('new_state', 'region', unknown),
    error: /invalid result object after apply: region/,
    state: { region: null },
  },
  {
    rpc: 'ApplyResourceChange',
    by: changing('new_state', () => null),
    when: 'create',
    error: inconsistent,
    state: null,
  },
  {
    rpc: 'ApplyResourceChange',
    by: changing('new_state', () => null),
    error: inconsistent,
    state: { name: 'first' },
  },
  {
    rpc: 'ApplyResourceChange',
    by: fixed({ new_state: garbage }),
    error: /^error: expected/,
    state: { name: 'first' },
  },
  {
    rpc: 'ApplyResourceChange',
    by: fixed({ new_state: garbage }),
    when: 'create',
    error: /^error: expected/,
    state: null,
  },
  {
    rpc: 'ApplyResourceChange',
    by: setting('new_state', 'id', '1'),
    when: 'destroy',
    error: /returned a non-null object/,
    state: { id: '1' },
  },
  {
    rpc: 'ApplyResourceChange',
    by: fixed({ diagnostics: invalid }),
    when: 'create',
    error: /Broken/,
    state: { name: 'first' },
    tainted: true,
  },
  {
    rpc: 'ApplyResourceChange',
    by: fixed({ diagnostics: invalid }),
    when: 'destroy',
    error: /Broken/,
    state: { name: 'first' },
    tainted: false,
  },
  {
    rpc: 'ReadResource',
    by: setting('new_state', 'region', unknown),
    when: 'refresh',
    error: /Provider produced invalid object: region/,
    state: { region: 'eu' },
  },
  {
    rpc: 'ReadResource',
    by: fixed({ diagnostics: invalid }),
    when: 'refresh',
    error: /Broken/,
    state: { name: 'first' },
  },
  {
    rpc: 'UpgradeResourceState',
    by: setting('upgraded_state', 'region', unknown),
    when: 'refresh',
    error: /Invalid resource state upgrade/,
  },
  {
    rpc: 'ImportResourceState',
    by: fixed({ imported_resources: [] }),
    when: 'import',
    error: /Import returned no resources/,
    state: null,
  },
  {
    rpc: 'ReadResource',
    by: changing('new_state', () => null),
    when: 'import',
    error: /Cannot import non-existent remote object/,
    state: null,
  },
]

const run = async ({ rpc, by, when }: Case) => {
  const { resource, break: breakIt } = await start(rpc, by)
  const first = { name: 'first', ports: [1] }
  if (when === 'create') {
    breakIt()
    return resource.apply(first)
  }
  if (when === 'import') {
    const { state } = await resource.apply(first)
    resource.forget()
    breakIt()
    return resource.import(String(state?.['id']))
  }
  await resource.apply(first)
  breakIt()
  if (when === 'destroy') return resource.destroy()
  return when === 'refresh' ? resource.refresh() : resource.apply({ name: 'second', ports: [2] })
}

for (const one of cases) {
  t.test(`${one.rpc} (${one.when ?? 'update'}) is refused with ${one.error}`, async (t) => {
    const report = await run(one)
    t.equal(report.isFailed, true)
    t.match(
      formatDiagnosis(report.diagnostics.find(({ severity }) => severity === 'error') ?? NONE),
      one.error,
    )
    if (one.state === null) t.equal(report.state, null)
    else if (one.state) t.has(report.state, one.state)
    if (one.tainted !== undefined) t.equal(report.isTainted, one.tainted)
  })
}

const NONE = { severity: 'warning', summary: 'no error', detail: '', path: [] } as const

t.test('replaces a tainted object', async (t) => {
  const store = new Store()
  const good = inProcess(handlers(cornerProvider(store), () => {}))
  let broken = 1
  const client = breaking(good, 'ApplyResourceChange', (response) =>
    broken-- > 0 ? { ...response, diagnostics: invalid } : response,
  )
  const resource = (await startCore(client)).resource(type)
  t.match(await resource.apply({ name: 'n' }), {
    isFailed: true,
    isTainted: true,
    state: { id: '1' },
  })
  t.match(await resource.apply({ name: 'n' }), {
    action: 'replace',
    isTainted: false,
    state: { id: '2' },
  })
  t.same([...store.objects.keys()], ['2'])
})

t.test('creates nothing where the predecessor could not be destroyed', async (t) => {
  const { resource, break: breakIt } = await start(
    'ApplyResourceChange',
    fixed({ diagnostics: invalid }),
  )
  await resource.apply({ name: 'n', kind: 'a' })
  breakIt()
  const report = await resource.apply({ name: 'n', kind: 'b' })
  t.match(report, {
    action: 'replace',
    isFailed: true,
    isTainted: false,
    state: { id: '1', kind: 'a' },
  })
})

t.test('takes the predecessor back where its successor could not be created', async (t) => {
  const store = new Store()
  const core = await startCore(inProcess(handlers(cornerProvider(store), () => {})))
  const resource = core.resource(type)
  await resource.apply({ name: 'n', kind: 'a' })
  store.failNext('create', new Error('no room'))
  const config = { name: 'n', kind: 'b' }
  const failed = await resource.apply(config, { createBeforeDestroy: true })
  t.match(failed, { isFailed: true, state: { id: '1', kind: 'a' } })
  const done = await resource.apply(config, { createBeforeDestroy: true })
  t.match(done, { isFailed: false, state: { id: '2', kind: 'b' } })
  t.same([...store.objects.keys()], ['2'])
})

t.test('hands private data on from call to call', async (t) => {
  const seen: string[] = []
  const good = inProcess(handlers(cornerProvider(new Store()), () => {}))
  const fields = ['private', 'prior_private', 'planned_private']
  const client: ProviderClient = {
    call: async (name, request) => {
      for (const [field, held] of Object.entries(request)) {
        // These fields are bytes.
        if (fields.includes(field))
          seen.push(`${name}: ${Buffer.from(held as Uint8Array).toString()}`)
      }
      const response = await good.call(name, request)
      const data = Buffer.from(`from ${name}`)
      return 'planned_state' in response
        ? { ...response, planned_private: data }
        : 'new_state' in response
          ? { ...response, private: data }
          : response
    },
  }
  const resource = (await startCore(client)).resource(type)
  await resource.apply({ name: 'n', kind: 'a' })
  await resource.apply({ name: 'n', kind: 'b' })
  t.same(seen, [
    'PlanResourceChange: ',
    'PlanResourceChange: ',
    'ApplyResourceChange: from PlanResourceChange',
    'ReadResource: from ApplyResourceChange',
    'PlanResourceChange: from ReadResource',
    'PlanResourceChange: from PlanResourceChange',
    'ApplyResourceChange: from PlanResourceChange',
    'PlanResourceChange: ',
    'ApplyResourceChange: from PlanResourceChange',
  ])
})

t.test('works with a provider that has no identities and plans no destroy', async (t) => {
  const good = inProcess(handlers(cornerProvider(new Store()), () => {}))
  const called: string[] = []
  const client: ProviderClient = {
    call: async (name, request) => {
      if (name === 'GetResourceIdentitySchemas') throw new UnimplementedError(name)
      called.push(name)
      const response = await good.call(name, request)
      return name === 'GetProviderSchema' ? { ...response, server_capabilities: {} } : response
    },
  }
  const resource = (await startCore(client)).resource('corner_everything')
  await resource.apply({ name: 'n' })
  called.length = 0
  t.match(await resource.destroy(), { action: 'delete', state: null })
  t.same(called, ['UpgradeResourceState', 'ReadResource', 'ApplyResourceChange'])
  t.match(await resource.destroy(), { action: 'no-op' })
})

t.test('refuses an object of a newer provider', async (t) => {
  const { resource } = await start('none', fixed({}))
  resource.restore({ version: 7, json: '{"id":"1"}' })
  const report = await resource.refresh()
  t.match(report.diagnostics, [{ summary: 'Resource instance managed by newer provider version' }])
})
