// A provider over an API that keeps what it is asked to keep and decides the rest by what it is asked.
import { isComputed } from '../../src/framework/schema/attribute.ts'
import { type AnyProvider, provider } from '../../src/framework/schema/provider.ts'
import { declare } from '../../src/framework/schema/resource.ts'
import type { Attribute, Schema, TypeNode } from '../../src/framework/schema/schema.ts'

type Fields = Readonly<Record<string, unknown>>
type Nested = Extract<TypeNode, { kind: 'nested' }>

/** Where the API fills something in: what names the object around it, and how often it was written. */
interface Site {
  readonly seed: string
  readonly revision: number
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the user alone says of an element: it names the element where nothing else does. */
const contentOf = (schema: Schema, fields: Fields): string =>
  JSON.stringify(
    Object.entries(schema)
      .filter(([, attribute]) => !isComputed(attribute))
      .map(([name, { type }]) => [name, contentOfValue(type, fields[name])]),
  )

const contentOfValue = (type: TypeNode, value: unknown): unknown => {
  if (type.kind === 'string' && type.same && typeof value === 'string') return value.toLowerCase()
  if (type.kind === 'set' && Array.isArray(value)) return value.map(String).sort()
  if (type.kind !== 'nested' || value === null || value === undefined) return value ?? null
  const element = (held: unknown): string =>
    isFields(held) ? contentOf(type.attributes, held) : ''
  if (type.nesting === 'single') return element(value)
  if (type.nesting === 'map' && isFields(value))
    return Object.entries(value)
      .map(([key, held]) => `${key}=${element(held)}`)
      .sort()
  const all = Array.isArray(value) ? value.map(element) : []
  return type.nesting === 'set' ? all.toSorted() : all
}

const hash = (text: string): number => {
  let sum = 7
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return sum
}

/** What the API decides by itself, of any type. */
const decide = (type: TypeNode, site: Site): unknown => {
  const number = hash(site.seed)
  switch (type.kind) {
    case 'int64':
    case 'number':
      return 1000 + number
    case 'list':
    case 'set':
      return [decide(type.of, site)]
    case 'map':
      return { auto: String(number) }
    case 'nested':
      return decideNested(type, site)
    default:
      return `auto ${number}`
  }
}

const decideNested = ({ nesting, attributes }: Nested, site: Site): unknown => {
  const names = Object.entries(attributes)
  const element = Object.fromEntries(
    names.map(([name, { type }]) => [
      name,
      decide(type, { ...site, seed: `${site.seed}.${name}` }),
    ]),
  )
  if (nesting === 'single') return element
  return nesting === 'map' ? { auto: element } : [element]
}

/** What is planned at one place, and what is configured there. */
type Pair = readonly [planned: unknown, config: unknown]

const memberOf = (value: unknown, name: string): unknown =>
  isFields(value) ? (value[name] ?? null) : null

const itemOf = (value: unknown, index: number): unknown =>
  Array.isArray(value) ? (value[index] ?? null) : null

const fill = (schema: Schema, [fields, config]: readonly [Fields, unknown], site: Site): Fields =>
  Object.fromEntries(
    Object.entries(schema).map(([name, attribute]) => [
      name,
      fillAttribute(attribute, [fields[name], memberOf(config, name)], {
        ...site,
        seed: `${site.seed}.${name}`,
      }),
    ]),
  )

const fillAttribute = (attribute: Attribute, pair: Pair, site: Site): unknown => {
  const { type, role, stable } = attribute
  const [value, config] = pair
  const revision = stable ? 0 : site.revision
  if (role === 'computed' || (role === 'optionalComputed' && value === undefined)) {
    const made = decide(type, { ...site, seed: `${site.seed}#${revision}` })
    return type.kind === 'nested' ? fillNested(type, [made, made], { ...site, revision }) : made
  }
  // What is left to the API and not open any more is what it decided before.
  if (role === 'optionalComputed' && config === null && attribute.default === undefined)
    return value
  // Text comes back as the API writes it, which means the same.
  if (type.kind === 'string' && type.same && typeof value === 'string') return value.toUpperCase()
  return type.kind === 'nested' && value !== null
    ? fillNested(type, pair, { ...site, revision })
    : (value ?? null)
}

const fillNested = (type: Nested, [value, config]: Pair, site: Site): unknown => {
  const { attributes, nesting } = type
  const element = ([held, said]: Pair, seed: string): unknown =>
    isFields(held)
      ? fill(attributes, [held, said], { ...site, seed: `${site.seed}/${seed}` })
      : held
  if (nesting === 'single') return element([value, config], '')
  if (nesting === 'map' && isFields(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, held]) => [
        key,
        element([held, memberOf(config, key)], key),
      ]),
    )
  const all = Array.isArray(value)
    ? value.map((held: unknown, index) => {
        const seed = isFields(held) ? contentOf(attributes, held) : ''
        return element([held, itemOf(config, index)], seed)
      })
    : []
  // A set has no order: each answer has another one.
  return nesting === 'set' && site.revision % 2 === 0 ? all.toReversed() : all
}

const idOf = ({ id }: Fields): string => (typeof id === 'string' ? id : '')

const { resource } = declare<null>()

/** The provider `any` with one resource `thing`. */
export const faithfulProvider = (schema: Schema, updatable: boolean): AnyProvider => {
  const objects = new Map<string, Fields>()
  let [last, revision] = [0, 0]
  const write = (id: string, asked: readonly [plan: Fields, config: unknown]): Fields => {
    revision += 1
    const kept = { ...fill(schema, asked, { seed: id, revision }), id }
    objects.set(id, kept)
    return kept
  }
  const update = {
    update: async ({ plan, config, state }: Record<'plan' | 'config' | 'state', Fields>) =>
      write(idOf(state), [plan, config]),
  }
  const thing = resource<Schema, string>('thing', {
    description: 'A thing.',
    schema,
    create: async ({ plan, config }) => write(`o${(last += 1)}`, [plan, config]),
    read: async ({ state }) => objects.get(idOf(state)) ?? {},
    ...(updatable ? update : {}),
    delete: async () => {},
  })
  return provider({
    name: 'any',
    version: '0.0.0',
    description: 'Anything.',
    schema: {},
    configure: () => null,
    isAbsent: () => false,
    resources: [thing],
    dataSources: [],
  })
}
