import { isComputed, isConfigurable } from './attribute.ts'
import type { Attribute, Schema, TypeNode } from './schema.ts'

/** The owner of a schema. Only resources are planned, so some flags are valid only there. */
export type Owner = 'resource' | 'data source' | 'provider'

/** The position of a check: the path of the attribute, the owner of the schema, and the set around it. */
interface Place {
  readonly at: string
  readonly owner: Owner
  readonly isNested: boolean
  readonly isInSet: boolean
}

// Terraform does not check attribute names, and fails later on other names than these (Terraform core,
// internal/configs/configschema/internal_validate.go).
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
  provider: ['alias', 'count', 'depends_on', 'for_each', 'source', 'version'],
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
  if (!isName(name)) return [`${at}: invalid attribute name`]
  // The result of a verb is a plain object, which already has these members.
  if (name in Object.prototype) return [`${at}: the name of a member of every JavaScript object`]
  return !isNested && RESERVED[owner].includes(name)
    ? [`${at}: a name that Terraform reserves`]
    : []
}

type Rule = readonly [fault: string, isBroken: (attribute: Attribute, place: Place) => boolean]

const RULES: readonly Rule[] = [
  ['its description is not a sentence', ({ description }) => !description.endsWith('.')],
  ['only a computed attribute can be `once`', ({ once, role }) => !!once && role !== 'computed'],
  [
    'only a top-level attribute can be `once`, because an element cannot always be identified',
    ({ once }, { isNested }) => !!once && isNested,
  ],
  [
    'only an optional and computed attribute has a default',
    (it) => it.default !== undefined && it.role !== 'optionalComputed',
  ],
  ['a default is not null', (it) => it.default === null],
  ['`stable` requires a computed attribute', (it) => !!it.stable && !isComputed(it)],
  [
    'a computed attribute cannot have a `validate` rule',
    (it) => !!it.validate && !isConfigurable(it),
  ],
  [
    'a write-only value is never compared, so it cannot force replacement: add a version attribute',
    ({ replace, role }) => !!replace && role === 'writeOnly',
  ],
  [
    'only a resource has write-only attributes',
    ({ role }, { owner }) => role === 'writeOnly' && owner !== 'resource',
  ],
  [
    'a set cannot contain a write-only value',
    ({ role }, { isInSet }) => role === 'writeOnly' && isInSet,
  ],
  [
    '`replace`, `stable`, `once`, and a default are valid only in a resource',
    (it, { owner }) =>
      owner !== 'resource' && (it.replace || it.stable || it.once || it.default !== undefined),
  ],
  [
    'a provider cannot have computed attributes',
    (it, { owner }) => owner === 'provider' && isComputed(it),
  ],
  [
    'only an element or a field can be nullable: use the role `optional` instead',
    ({ type }) => !!type.nullable,
  ],
]

const typeFaults = (type: TypeNode, place: Place): readonly string[] => {
  switch (type.kind) {
    case 'dynamic':
      return place.isInSet ? [`${place.at}: a set cannot contain a dynamic value`] : []
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

// Only attributes use the equality of a text type. In a collection, it would be silently ignored. A path to a
// nested attribute cannot start in a plain value.
const elementFaults = (type: TypeNode, place: Place): readonly string[] => {
  if (type.kind === 'string' && type.same !== undefined)
    return [`${place.at}: a text type with its own equality cannot be an element`]
  return type.kind === 'nested'
    ? [`${place.at}: a nested attribute cannot be an element of a plain collection`]
    : typeFaults(type, place)
}
