// What users lose if a provider violates a rule of the bridge. Each case breaks one response of a correct
// provider. The other tests in this folder would detect the same mistake in our provider.
import t from 'tap'
import { handlers } from '../../src/framework/rpc/index.ts'
import { codec, type MethodCodec, type RpcName } from '../../src/framework/rpc/proto.ts'
import type { Connection } from '../core/plugin-client.ts'
import { cornerProvider, Store } from '../corner/provider.ts'
import { openBridge } from './kit/bridge.ts'
import { Stack } from './kit/stack.ts'

type Response<N extends RpcName> = ReturnType<MethodCodec<N>['response']['decode']>
type Break = (answer: Buffer) => Buffer

/** The gRPC status of a call. */
class StatusError extends Error {
  readonly code: number
  constructor(code: number) {
    super(`status ${code}`)
    this.name = 'StatusError'
    this.code = code
  }
}

const [UNKNOWN, UNIMPLEMENTED, INTERNAL, UNAVAILABLE] = [2, 12, 13, 14] as const

const ending =
  (code: number): Break =>
  () => {
    throw new StatusError(code)
  }

const changing =
  <N extends RpcName>(method: N, change: (answer: Response<N>) => Response<N>): Break =>
  (bytes) => {
    const { response } = codec(method)
    return response.encode(change(response.decode(bytes)))
  }

const type = 'corner_everything'
const it = (inputs: object) => ({ it: { type, inputs: { name: 'it', ...inputs } } })

/** A stack with one object. After `break`, the responses of one method are broken. */
const open = async (method: RpcName) => {
  const store = new Store()
  const good = handlers(cornerProvider(store), () => {})
  let by: Break = (answer) => answer
  const callRaw: Connection['callRaw'] = async (called, request) => {
    const handler = Object.entries(good).find(([name]) => name === called)?.[1]
    if (!handler) throw new StatusError(UNIMPLEMENTED)
    const { signal } = new AbortController()
    const answer = await handler(Buffer.from(request), { signal, abandoned: signal })
    return called === method ? by(answer) : answer
  }
  const bridge = await openBridge({ callRaw })
  await bridge.configure({})
  const stack = new Stack(bridge)
  await stack.up(it({}))
  const breakBy = (broken: Break) => {
    by = broken
  }
  return { store, bridge, stack, breakBy }
}

const two = (inputs: object = {}) => ({ ...it(inputs), other: { type, inputs: { name: 'other' } } })

for (const code of [UNKNOWN, UNIMPLEMENTED, INTERNAL])
  t.test(`keeps a create that ends with status ${code} as an object without outputs`, async (t) => {
    const { stack, bridge, breakBy } = await open('ApplyResourceChange')
    breakBy(ending(code))
    t.same(await stack.up(two()), ['same it', 'create other'])
    t.same(stack.resource('other')?.outputs, {})
    t.match(bridge.answers.at(-1), { swallowed: { code } })
  })

t.test('does not show the reason if a plan ends with a status', async (t) => {
  const { bridge, stack, store, breakBy } = await open('PlanResourceChange')
  breakBy(ending(INTERNAL))
  await t.rejects(bridge.preview(type, { name: 'other' }), {
    name: 'ValueError',
    message: 'the provider returned no value where one was expected',
  })
  await t.rejects(stack.up(it({})), { name: 'BridgeCrash' }, 'nor does an update')
  t.same((await bridge.create(type, { name: 'other' })).outputs, {}, 'keeps a create')
  t.equal(store.objects.size, 1, 'although it created nothing')
})

t.test('ends the bridge if a state upgrade ends with a status', async (t) => {
  const { stack, breakBy } = await open('UpgradeResourceState')
  breakBy(ending(INTERNAL))
  await t.rejects(stack.refresh(), { name: 'BridgeCrash' })
})

t.test('an import that ends with a status says nothing of why', async (t) => {
  const { stack, breakBy } = await open('ImportResourceState')
  breakBy(ending(INTERNAL))
  await t.rejects(stack.import('other', type, '1'), { name: 'ValueError', message: /no|failed/ })
})

t.test('forgets the object if a refresh ends with a status', async (t) => {
  const { stack, store, breakBy } = await open('ReadResource')
  breakBy(ending(UNKNOWN))
  t.same(await stack.refresh(), ['it'])
  t.equal(store.objects.size, 1)
})

t.test('reports a status only if the provider process has ended', async (t) => {
  const { stack, breakBy } = await open('ApplyResourceChange')
  breakBy(ending(UNAVAILABLE))
  await t.rejects(stack.up(two()), { name: 'UnavailableError' })
  t.same(stack.names, ['it'])
})

t.test('fails the refresh of a deleted object if null is an empty message', async (t) => {
  const { stack, store, breakBy } = await open('ReadResource')
  store.delete('1')
  breakBy(changing('ReadResource', (answer) => ({ ...answer, new_state: {} })))
  await t.rejects(stack.refresh(), { name: 'ValueError', message: /no JSON or msgpack/ })
  t.same(stack.names, ['it'])
})

t.test('prefers JSON to msgpack if a response has both', async (t) => {
  const { stack, breakBy } = await open('ReadResource')
  const json = Buffer.from('null')
  breakBy(
    changing('ReadResource', (answer) => ({
      ...answer,
      new_state: { ...answer.new_state, json },
    })),
  )
  t.same(await stack.refresh(), ['it'])
})

t.test('ignores an error without a severity, and keeps the failed operation as done', async (t) => {
  const { stack, store, breakBy } = await open('ApplyResourceChange')
  store.failNext('delete', new Error('still in use'))
  breakBy(
    changing('ApplyResourceChange', ({ diagnostics, new_state, ...answer }) => ({
      ...answer,
      diagnostics: diagnostics?.map(({ summary, detail }) => ({ summary, detail })),
      ...(new_state && { new_state }),
    })),
  )
  await stack.destroy()
  t.same(stack.names, [])
  t.equal(store.objects.size, 1)
})

const errors = ['first', 'second'].map((summary) => ({ severity: 'ERROR', summary }) as const)
const warning = { severity: 'WARNING', summary: 'before', detail: '' } as const
const diagnostics = [warning, ...errors.map((error) => ({ ...error, detail: 'd' }))]

t.test('reports only the first of several errors', async (t) => {
  const { stack, breakBy } = await open('ReadResource')
  breakBy(changing('ReadResource', () => ({ diagnostics })))
  await t.rejects(stack.refresh(), { name: 'ProviderError', message: 'first: d' })
})

t.test('reports all errors of a plan', async (t) => {
  const { stack, breakBy } = await open('PlanResourceChange')
  breakBy(changing('PlanResourceChange', () => ({ diagnostics })))
  await t.rejects(stack.up(it({})), { name: 'ProviderError', message: 'first: d\nsecond: d' })
})

t.test('ends a check on an error without an attribute, and reports only the first', async (t) => {
  const { stack, breakBy } = await open('ValidateResourceConfig')
  breakBy(changing('ValidateResourceConfig', () => ({ diagnostics })))
  await t.rejects(stack.up(it({})), { name: 'ProviderError', message: 'first: d' })
  const attribute = { steps: [{ attribute_name: 'name' }] }
  const named = diagnostics.map((diagnostic) => ({ ...diagnostic, attribute }))
  breakBy(changing('ValidateResourceConfig', () => ({ diagnostics: named })))
  await t.rejects(stack.up(it({})), { name: 'CheckError', message: 'first: d\nsecond: d' })
})

t.test('loses the state in a create response with an error', async (t) => {
  const { stack, store, breakBy } = await open('ApplyResourceChange')
  const error = { severity: 'ERROR', summary: 'half-way', detail: 'created, not finished' } as const
  breakBy(changing('ApplyResourceChange', (answer) => ({ ...answer, diagnostics: [error] })))
  await t.rejects(stack.up(two()), { name: 'ProviderError', summary: 'half-way' })
  t.same(stack.names, ['it'])
  t.equal(store.objects.size, 2)
})

t.test('an import of what is gone when it is read is kept without outputs', async (t) => {
  const { stack, breakBy } = await open('ReadResource')
  breakBy(changing('ReadResource', (answer) => ({ private: answer.private })))
  t.same((await stack.import('other', type, '1')).outputs, {})
  t.same(stack.names, ['it', 'other'])
})

t.test('ends the bridge if a replacement path has a step without a selector', async (t) => {
  const { stack, breakBy } = await open('PlanResourceChange')
  breakBy(
    changing('PlanResourceChange', (answer) => ({
      ...answer,
      requires_replace: [{ steps: [{}] }],
    })),
  )
  await t.rejects(stack.up(it({})), { name: 'BridgeCrash' })
})

t.test('does not replace for a path whose value does not change', async (t) => {
  const { stack, breakBy } = await open('PlanResourceChange')
  const kind = { steps: [{ attribute_name: 'kind' }] }
  breakBy(changing('PlanResourceChange', (answer) => ({ ...answer, requires_replace: [kind] })))
  t.same(await stack.preview(it({})), ['same it'])
  t.same(await stack.preview(it({ kind: 'k' })), ['replace it'])
})
