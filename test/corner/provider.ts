// A provider of edge cases: every type, role, and nesting, with a store in memory.
import {
  computed,
  optional,
  optionalComputed,
  required,
  writeOnly,
} from '../../src/framework/schema/attribute.ts'
import { type ProviderDeclaration, provider } from '../../src/framework/schema/provider.ts'
import { declare } from '../../src/framework/schema/resource.ts'
import type { Schema } from '../../src/framework/schema/schema.ts'
import {
  bool,
  dynamic,
  int64,
  list,
  listNested,
  map,
  mapNested,
  number,
  object,
  set,
  setNested,
  singleNested,
  string,
  stringWith,
} from '../../src/framework/schema/type.ts'

export type Fields = Readonly<Record<string, unknown>>

export class Missing extends Error {}

type Verb = 'create' | 'get' | 'update' | 'delete'

/** The API behind the provider: objects by ID. */
export class Store {
  readonly objects = new Map<string, Fields>()
  readonly #faults = new Map<Verb, Error>()
  #last = 0

  /** Makes the next call of a verb fail. */
  failNext(verb: Verb, error: Error): void {
    this.#faults.set(verb, error)
  }

  create(fields: Fields, name?: string): Fields & { readonly id: string } {
    this.#fail('create')
    const id = name ?? this.#nextId()
    const kept = { ...fields, id }
    this.objects.set(id, kept)
    return kept
  }

  get(id: string): Fields {
    this.#fail('get')
    return this.#find(id)
  }

  update(id: string, fields: Fields): Fields {
    this.#fail('update')
    const kept = { ...this.#find(id), ...fields, id }
    this.objects.set(id, kept)
    return kept
  }

  delete(id: string): void {
    this.#fail('delete')
    this.#find(id)
    this.objects.delete(id)
  }

  #nextId(): string {
    this.#last += 1
    return String(this.#last)
  }

  #find(id: string): Fields {
    const found = this.objects.get(id)
    if (!found) throw new Missing(`no object ${id}`)
    return found
  }

  #fail(verb: Verb): void {
    const fault = this.#faults.get(verb)
    this.#faults.delete(verb)
    if (fault) throw fault
  }
}

const element = {
  name: required(string, 'What the element is called.'),
  note: optional(string, 'What is said of it.'),
  size: optionalComputed(int64, 'How large it is.'),
  serial: computed(string, 'What the store calls it.'),
} satisfies Schema

/** Nested elements. */
const family = {
  name: required(string, 'What the family is called.'),
  members: optional(listNested(element), 'Its members, in order.'),
} satisfies Schema

const ignoringCase = stringWith((a, b) => a.toLowerCase() === b.toLowerCase())

const everything = {
  id: computed(string, 'What the store calls it.', { stable: true }),
  name: required(string, 'What it is called.'),
  kind: optional(string, 'What it is; another kind is another object.', { replace: true }),
  label: optional(ignoringCase, 'Text whose case does not matter.'),
  count_of: optional(int64, 'A whole number of any size.'),
  ratio: optional(number, 'A number with a fraction.'),
  enabled: optionalComputed(bool, 'Whether it is on.', { default: true }),
  region: optionalComputed(string, 'Where it is, unless said.'),
  revision: computed(int64, 'How often it was written.'),
  anything: optional(dynamic, 'A value that brings its type.'),
  words: optional(list(string), 'Words in order.'),
  ports: optional(set(int64), 'Numbers without order.'),
  tags: optional(map(string), 'Texts by key.'),
  point: optional(object({ x: number, y: number }), 'A place.'),
  aliases: optionalComputed(list(string), 'Other names.'),
  owner: optional(singleNested(element), 'One element.'),
  items: optional(listNested(element), 'Elements in order.'),
  members: optional(setNested(element), 'Elements without order.'),
  by_key: optional(mapNested(element), 'Elements by key.'),
  family: optional(singleNested(family), 'Elements within an element.'),
} satisfies Schema

interface Element {
  readonly name: string
  readonly note: string | null
  readonly size?: number | bigint | null | undefined
}

const fill = (of: Element) => ({ ...of, size: of.size ?? 7, serial: `S-${of.name}` })

interface Filled {
  readonly owner: Element | null
  readonly items: readonly Element[] | null
  readonly members: readonly Element[] | null
  readonly by_key: Readonly<Record<string, Element>> | null
  readonly family: { readonly name: string; readonly members: readonly Element[] | null } | null
  readonly region?: string | null | undefined
  readonly aliases?: readonly string[] | null | undefined
}

/** The values that the API adds. */
const fillAll = (plan: Filled) => ({
  region: plan.region ?? 'eu',
  aliases: plan.aliases ?? ['first'],
  owner: plan.owner && fill(plan.owner),
  items: plan.items && plan.items.map(fill),
  members: plan.members && plan.members.map(fill),
  by_key:
    plan.by_key &&
    Object.fromEntries(Object.entries(plan.by_key).map(([key, held]) => [key, fill(held)])),
  family: plan.family && { ...plan.family, members: plan.family.members?.map(fill) ?? null },
})

const { resource, dataSource } = declare<Store>()

const everythingResource = resource('everything', {
  description: 'An object of every type, role and nesting.',
  schema: everything,
  create: async ({ api, plan }) => ({
    revision: 1,
    ...api.create({ ...plan, ...fillAll(plan), revision: 1 }),
  }),
  read: async ({ api, state }) => api.get(state.id),
  update: async ({ api, plan, state }) => {
    const revision = Number(state.revision ?? 0) + 1
    return { revision, ...api.update(state.id, { ...plan, ...fillAll(plan), revision }) }
  },
  delete: async ({ api, state }) => api.delete(state.id),
})

const secret = {
  owner: required(string, 'Whose it is.', { replace: true }),
  name: required(string, 'What it is called.', { replace: true }),
  id: computed(string, 'Both of them.'),
  password_wo: writeOnly(string, 'Kept nowhere.', { sensitive: true }),
  password_wo_version: optional(int64, 'Changing the number sends the password again.'),
  token: computed(string, 'Returned only on creation.', { sensitive: true, once: true }),
} satisfies Schema

const secretResource = resource('secret', {
  description: 'An object that has secrets and is named by two attributes.',
  schema: secret,
  identity: ['owner', 'name'],
  create: async ({ api, plan, config }) => {
    const key = `${plan.owner}:${plan.name}`
    api.create({ ...plan, length: config.password_wo?.length ?? 0 }, key)
    return { token: `token of ${key}` }
  },
  read: async ({ api, state }) => {
    const { password_wo_version } = api.get(`${state.owner}:${state.name}`)
    return {
      password_wo_version: typeof password_wo_version === 'number' ? password_wo_version : null,
    }
  },
  update: async ({ api, plan, config }) => {
    api.update(`${plan.owner}:${plan.name}`, {
      ...plan,
      length: config.password_wo?.length ?? 0,
    })
    return {}
  },
  delete: async ({ api, state }) => api.delete(`${state.owner}:${state.name}`),
})

const everythingData = dataSource('everything', {
  description: 'An object that exists.',
  schema: {
    id: required(string, 'What the store calls it.'),
    name: computed(string, 'What it is called.'),
    region: computed(string, 'Where it is.'),
  },
  read: async ({ api, config }) => {
    const { name, region } = api.get(config.id)
    return { name: String(name), region: String(region) }
  },
})

const schema = { endpoint: optional(string, 'Where the store is.') } satisfies Schema

/** A provider `corner` over one store. */
export const cornerProvider = (store: Store): ProviderDeclaration<typeof schema, Store> =>
  provider<typeof schema, Store>({
    name: 'corner',
    version: '1.2.3',
    description: 'Edge cases.',
    schema,
    configure: () => store,
    isAbsent: (error) => error instanceof Missing,
    resources: [everythingResource, secretResource],
    dataSources: [everythingData],
  })
