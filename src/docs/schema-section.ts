import { type Attribute, isConfigurable, type Schema } from '../framework/index.ts'
import { attributeLine } from './attribute-line.ts'
import { type NestedSchema, nestedSchema } from './nested-schema.ts'
import { writeOnlyNote } from './write-only.ts'

/** A schema as its section describes it. */
export interface Described {
  readonly schema: Schema
  /** True of a resource without an update: changing any of its own attributes replaces it. */
  readonly immutable?: boolean
}

type Group = 'Required' | 'Optional' | 'Read-Only'

interface Section extends Described {
  readonly kind: NestedSchema['kind']
  /** Where the schema is: empty for the object's own. */
  readonly path: readonly string[]
  readonly anchor: string
  /** The group of the attribute that this is the schema of. */
  readonly parent: Group
}

/** The section `## Schema`: the object's own attributes by group, then those of each nested schema. */
export const schemaSection = (described: Described): string => {
  const own: Section = { ...described, kind: 'nested', path: [], anchor: '', parent: 'Required' }
  return ['## Schema', ...groups(own), ...nestedSections(own).flatMap(nestedText)].join('\n\n')
}

const nestedText = (section: Section): readonly string[] => [
  `<a id="${section.anchor}"></a>\n### Nested Schema for \`${section.path.join('.')}\``,
  ...groups(section),
]

const groupOf = ({ role }: Attribute, { kind, parent }: Section): Group => {
  // Nothing within a read-only attribute can be set.
  if (parent === 'Read-Only' || role === 'computed') return 'Read-Only'
  if (role !== 'required') return 'Optional'
  return kind === 'object' ? parent : 'Required'
}

const groups = (section: Section): readonly string[] =>
  (['Required', 'Optional', 'Read-Only'] as const).flatMap((group) => {
    const members = membersOf(section).filter(
      ([, attribute]) => groupOf(attribute, section) === group,
    )
    const title = section.path.length === 0 ? `### ${group}` : `${group}:`
    return members.length === 0
      ? []
      : [title, ...notes(members), members.map((member) => line(section, member)).join('\n')]
  })

type Member = readonly [name: string, attribute: Attribute]

const notes = (members: readonly Member[]): readonly string[] =>
  members.some(([, { role }]) => role === 'writeOnly') ? [writeOnlyNote] : []

const membersOf = ({ schema }: Section): readonly Member[] =>
  Object.entries(schema).sort(([a], [b]) => (a < b ? -1 : 1))

const line = (section: Section, [name, attribute]: Member): string =>
  attributeLine(name, attribute, {
    anchor: sectionOf(section, [name, attribute])?.anchor,
    replaces: replaces(section, attribute),
  })

const replaces = ({ immutable = false, parent }: Section, attribute: Attribute): boolean =>
  parent !== 'Read-Only' &&
  // A write-only value is null in every state: no plan sees it change.
  (attribute.replace === true ||
    (immutable && isConfigurable(attribute) && attribute.role !== 'writeOnly'))

const sectionOf = (section: Section, [name, attribute]: Member): Section | undefined => {
  const nested = nestedSchema(attribute.type)
  if (nested === undefined) return undefined
  const path = [...section.path, name]
  const prefix = section.kind === 'object' ? 'nestedobjatt' : 'nestedatt'
  const anchor = `${prefix}--${path.join('--')}`
  return { ...nested, path, anchor, parent: groupOf(attribute, section) }
}

const nestedSections = (section: Section): readonly Section[] =>
  membersOf(section).flatMap((member) => {
    const nested = sectionOf(section, member)
    return nested === undefined ? [] : [nested, ...nestedSections(nested)]
  })
