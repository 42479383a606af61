import t from 'tap'
import { handlers } from '../../../src/framework/rpc/index.ts'
import { cornerProvider, Store } from '../../corner/provider.ts'
import { inProcess, type ProviderClient, UnimplementedError } from '../client.ts'
import { startCore } from '../core.ts'

const type = 'corner_everything'
const invalid = [{ severity: 'ERROR', summary: 'Broken', detail: 'on purpose' }]

/** A correct provider whose applies return an error while `isBroken` is true. */
const failing = (store: Store, isBroken: () => boolean): ProviderClient => {
  const good = inProcess(handlers(cornerProvider(store), () => {}))
  return {
    call: async (called, request) => {
      const response = await good.call(called, request)
      return called === 'ApplyResourceChange' && isBroken()
        ? { ...response, diagnostics: invalid }
        : response
    },
  }
}

t.test('replaces a tainted object', async (t) => {
  const store = new Store()
  let broken = 1
  const client = failing(store, () => broken-- > 0)
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

t.test('creates nothing if the old object could not be destroyed', async (t) => {
  let isBroken = false
  const client = failing(new Store(), () => isBroken)
  const resource = (await startCore(client)).resource(type)
  await resource.apply({ name: 'n', kind: 'a' })
  isBroken = true
  const report = await resource.apply({ name: 'n', kind: 'b' })
  t.match(report, {
    action: 'replace',
    isFailed: true,
    isTainted: false,
    state: { id: '1', kind: 'a' },
  })
})

t.test('keeps the old object if the new one could not be created', async (t) => {
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

t.test('passes private data from call to call', async (t) => {
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

t.test('works with a provider without identities and destroy plans', async (t) => {
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
  const resource = (await startCore(client)).resource(type)
  await resource.apply({ name: 'n' })
  called.length = 0
  t.match(await resource.destroy(), { action: 'delete', state: null })
  t.same(called, ['UpgradeResourceState', 'ReadResource', 'ApplyResourceChange'])
  t.match(await resource.destroy(), { action: 'no-op' })
})

t.test('rejects an object of a newer provider', async (t) => {
  const core = await startCore(inProcess(handlers(cornerProvider(new Store()), () => {})))
  const resource = core.resource(type)
  resource.restore({ version: 7, json: '{"id":"1"}' })
  const report = await resource.refresh()
  t.match(report.diagnostics, [{ summary: 'Resource instance managed by newer provider version' }])
})
