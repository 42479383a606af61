// Resources with verbs that violate the rules. The framework must handle them.
import {
  computed,
  declare,
  dynamic,
  Incomplete,
  isUnknown,
  list,
  listNested,
  mapNested,
  number,
  object,
  optional,
  provider,
  required,
  type Schema,
  setNested,
  string,
  stringWith,
  unknown,
} from '../../src/framework/index.ts'
import type { ProviderDeclaration } from '../../src/framework/schema/provider.ts'
import type { Complaint } from '../../src/framework/schema/resource.ts'
import { Dynamic } from '../../src/framework/value/value.ts'
import { cornerProvider, type Fields, type Store } from './provider.ts'

/** Throws on a text that is not JSON, as the equality of a careless author does. */
const isSameJson = (a: string, b: string) =>
  JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b))

const entry = {
  value: optional(dynamic, 'A value that brings its type.'),
  note: optional(string, 'What is said of it.'),
} satisfies Schema

const member = { note: entry.note } satisfies Schema

const odd = {
  id: computed(string, 'What the store calls it.', { stable: true }),
  does: required(string, 'What its verbs do.'),
  ratio: computed(number, 'A number.'),
  text: computed(string, 'A text.'),
  point: computed(object({ x: number }), 'A place.'),
  values: computed(list(dynamic), 'Values of one type.'),
  json: optional(stringWith(isSameJson), 'JSON, whatever its spelling.'),
  entries: optional(listNested(entry), 'Entries in order.'),
  by_key: optional(mapNested(entry), 'Entries by key.'),
  members: optional(setNested(member), 'Entries without order.'),
} satisfies Schema

const good = { ratio: 1, text: 'text', point: { x: 1 }, values: [] }

const mixed = [
  new Dynamic({ kind: 'string' }, 'text'),
  new Dynamic({ kind: 'list', of: { kind: 'number' } }, [1]),
]

/** The invalid results of a create, by the value of `does`. */
export const wrongAnswers: Readonly<Record<string, Fields>> = {
  'returns NaN': { ratio: Number.NaN },
  'returns an infinite number': { ratio: Number.POSITIVE_INFINITY },
  'returns a text for a number': { ratio: '1' },
  'returns a lone surrogate': { text: '\ud800' },
  'returns too few attributes': { point: {} },
  'returns too many attributes': { point: { x: 1, y: 2 } },
  'returns an undefined attribute': { point: { x: undefined } },
  'returns several types in a list': { values: mixed },
  'returns a function': { text: () => 'text' },
  'returns an unknown value': { text: unknown },
}

const crash = (): Promise<never> =>
  new Promise(() => {
    setTimeout(() => {
      throw new Error('the odd resource crashed')
    })
  })

const half = (id: string) =>
  new Incomplete({ id, ratio: 1, text: null, point: null, values: null }, new Error('half'))

const refuse = () => {
  throw new Error('a trap')
}

const isThen = (name: string | symbol) => (name === 'then' ? undefined : refuse())

/** What a create returns or throws when an object exists already. */
export const misdeedsAfter: Readonly<Record<string, (id: string) => unknown>> = {
  'fails half-way': (id) => {
    throw half(id)
  },
  'fails half-way among others': (id) => {
    throw new AggregateError([new Error('first'), half(id)])
  },
  'fails half-way behind a cause': (id) => {
    throw new Error('outer', { cause: half(id) })
  },
  'returns JSON that is none': (id) => ({ id, ...good, json: '' }),
  'returns a field that throws': (id) =>
    Object.defineProperty({ id, ...good }, 'text', { get: refuse, enumerable: true }),
  'returns a proxy that throws': (id) =>
    new Proxy({}, { get: (_, name) => (name === 'id' ? id : isThen(name)) }),
}

const failed = Promise.withResolvers<undefined>()

const misdeeds: Readonly<Record<string, (id: string) => unknown>> = {
  ...misdeedsAfter,
  'fails with an object as its message': () => {
    setImmediate(() => failed.resolve(undefined))
    throw Object.defineProperty(new Error('x'), 'message', { value: { status: 500 } })
  },
  'outlives that failure': async () => failed.promise,
  'fails before': () => {
    throw new Error('nothing was made')
  },
  'returns nothing': () => ({}),
  crashes: crash,
}

const complaints: readonly Complaint[] = [
  { summary: 'In a list', path: [{ attribute: 'entries' }, { index: 1 }] },
  {
    summary: 'Deep in a list',
    path: [{ attribute: 'entries' }, { index: 1 }, { attribute: 'note' }],
  },
  { summary: 'In a map', path: [{ attribute: 'by_key' }, { key: 'second' }] },
  { summary: 'In a set', path: [{ attribute: 'members' }] },
  { summary: 'Nowhere', path: [{ attribute: 'nothing' }] },
  { summary: 'Of all' },
  { summary: 'Only a warning', path: [{ attribute: 'does' }], severity: 'warning' as const },
].map((complaint) => ({ ...complaint, detail: 'It complains.' }))

const { resource } = declare<Store>()

const oddResource = resource('odd', {
  description: 'An object whose verbs do what they should not.',
  schema: odd,
  validate: ({ config }) => (!isUnknown(config) && config.does === 'complains' ? complaints : []),
  create: async ({ api, plan, warn }) => {
    const { id } = api.create({ ...plan, ...good })
    if (plan.does === 'warns') warn('Careful', 'It was made, but.', [{ attribute: 'does' }])
    const returned = await misdeeds[plan.does]?.(id)
    // The types of a declaration forbid all of this, but data may come from elsewhere.
    return (returned ?? { id, ...good, ...wrongAnswers[plan.does] }) as typeof good & { id: string }
  },
  read: async ({ api, state }) => {
    const { does, entries: _, by_key: __, members: ___, ...fields } = api.get(state.id)
    if (does === 'cannot be read') throw new Error('it cannot be read')
    return fields
  },
  update: async ({ api, plan, state }) => {
    api.update(state.id, { ...plan })
    return good
  },
  delete: async ({ api, state }) => {
    if (state.does === 'cannot be deleted') throw new Error('it cannot be deleted')
    api.delete(state.id)
  },
})

const schema = { endpoint: optional(string, 'Where the store is.') } satisfies Schema

/** The corner provider with the odd resource. It also logs lines that could confuse a host. */
export const oddProvider = (store: Store): ProviderDeclaration<typeof schema, Store> => {
  const corner = cornerProvider(store)
  return provider<typeof schema, Store>({
    ...corner,
    schema,
    configure: ({ config, host }) => {
      const endpoint = isUnknown(config) || isUnknown(config.endpoint) ? 'unknown' : config.endpoint
      const keys = { '@message': 1, '@level': null, '@timestamp': {}, '@module': 2 }
      host.log('info', 'configured', { ...keys, endpoint, host: host.terraformVersion })
      return store
    },
    resources: [...corner.resources, oddResource],
  })
}
