import { isComputed, isConfigurable } from './attribute.ts'
import type { Attribute, Schema, TypeNode } from './schema.ts'

/** What a schema is of. Only a resource is planned, so that some flags mean something there alone. */
export type Owner = 'resource' | 'data source' | 'provider'

/** Where a check is: the attribute's path, whose schema it is, and the set around it. */
interface Place {
  readonly at: string
  readonly owner: Owner
  readonly isNested: boolean
  readonly isInSet: boolean
}

// Terraform checks attribute names nowhere and fails later on others than these
// (Terraform core, internal/configs/configschema/internal_validate.go).
const NAME = /^[a-z_][a-z0-9_]*$/

const OF_BLOCK = [
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
] as const

const RESERVED: Readonly<Record<Owner, readonly string[]>> = {
  resource: OF_BLOCK,
  'data source': OF_BLOCK,
  provider: ['alias', 'version'],
}

/** The faults of a schema, each with the path of its attribute. */
export const schemaFaults = (where: string, schema: Schema, owner: Owner): readonly string[] =>
  inSchema(schema, { at: where, owner, isNested: false, isInSet: false })

export const isName = (name: string): boolean => NAME.test(name)

const inSchema = (schema: Schema, place: Place): readonly string[] =>
  Object.entries(schema).flatMap(([name, attribute]) => {
    const within = { ...place, at: `${place.at}.${name}` }
    return [
      ...nameFaults(name, within),
      ...RULES.filter(([, isBroken]) => isBroken(attribute, within)).map(
        ([fault]) => `${within.at}: ${fault}`,
      ),
      ...typeFaults(attribute.type, within),
    ]
  })

const nameFaults = (name: string, { at, owner, isNested }: Place): readonly string[] => {
  if (!isName(name)) return [`${at}: not a name for an attribute`]
  // A verb's result is a plain object, which has these itself.
  if (name in Object.prototype) return [`${at}: a name that every JavaScript object has`]
  return !isNested && RESERVED[owner].includes(name)
    ? [`${at}: a name that Terraform keeps for itself`]
    : []
}

type Rule = readonly [fault: string, isBroken: (attribute: Attribute, place: Place) => boolean]

const RULES: readonly Rule[] = [
  ['its description is not a sentence', ({ description }) => !description.endsWith('.')],
  ['only a computed attribute can be `once`', ({ once, role }) => !!once && role !== 'computed'],
  [
    'only an attribute of the object itself can be `once`: an element is not sure to be found again',
    ({ once }, { isNested }) => !!once && isNested,
  ],
  [
    'only an optional and computed attribute has a default',
    (it) => it.default !== undefined && it.role !== 'optionalComputed',
  ],
  ['a default is not null', (it) => it.default === null],
  ['`stable` needs a value that the API decides', (it) => !!it.stable && !isComputed(it)],
  ['a computed attribute has nothing to validate', (it) => !!it.validate && !isConfigurable(it)],
  [
    'a write-only value is never compared, so that it cannot replace the object: add a version attribute',
    ({ replace, role }) => !!replace && role === 'writeOnly',
  ],
  [
    'only a resource has write-only attributes',
    ({ role }, { owner }) => role === 'writeOnly' && owner !== 'resource',
  ],
  [
    'a set cannot hold a write-only value',
    ({ role }, { isInSet }) => role === 'writeOnly' && isInSet,
  ],
  [
    'only a resource has a plan: `replace`, `stable`, `once` and a default do nothing here',
    (it, { owner }) =>
      owner !== 'resource' && (it.replace || it.stable || it.once || it.default !== undefined),
  ],
  [
    'the configuration of a provider is never computed',
    (it, { owner }) => owner === 'provider' && isComputed(it),
  ],
  ['only an element or a field is nullable: the role says so here', ({ type }) => !!type.nullable],
]

const typeFaults = (type: TypeNode, place: Place): readonly string[] => {
  switch (type.kind) {
    case 'dynamic':
      return place.isInSet ? [`${place.at}: a set cannot hold a dynamic value`] : []
    case 'list':
    case 'map':
      return elementFaults(type.of, place)
    case 'set':
      return elementFaults(type.of, { ...place, isInSet: true })
    case 'object':
      return Object.values(type.of).flatMap((of) => elementFaults(of, place))
    case 'nested':
      return inSchema(type.attributes, {
        ...place,
        isNested: true,
        isInSet: place.isInSet || type.nesting === 'set',
      })
    default:
      return []
  }
}

// Only the plan of an attribute asks for its text's own equality: within a collection it would be
// silently ignored. And a path to a nested attribute cannot begin in a plain value.
const elementFaults = (type: TypeNode, place: Place): readonly string[] => {
  if (type.kind === 'string' && type.same !== undefined)
    return [`${place.at}: a text with an equality of its own cannot be an element`]
  return type.kind === 'nested'
    ? [`${place.at}: a nested attribute cannot be an element of a plain collection`]
    : typeFaults(type, place)
}
