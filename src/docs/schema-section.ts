import { type Attribute, isConfigurable, type Schema } from '../framework/index.ts'
import { attributeLine } from './attribute-line.ts'
import { nestedSchema } from './nested-schema.ts'

/** A schema as its section describes it. */
export interface Described {
  readonly schema: Schema
  /** True of a resource without an update: a change of any of its own attributes replaces it. */
  readonly immutable?: boolean
}

interface Section extends Described {
  /** Where the schema is: empty for the object's own. */
  readonly path: readonly string[]
  readonly anchor: string
  /** Within what only the API tells, no attribute can be set. */
  readonly readOnly: boolean
}

/** The section `## Schema`: the object's own attributes by role, then those of each nested schema. */
export const schemaSection = (described: Described): string => {
  const own: Section = { ...described, path: [], anchor: '', readOnly: false }
  return ['## Schema', ...groups(own), ...nestedSections(own).flatMap(nestedText)].join('\n\n')
}

const nestedText = (section: Section): readonly string[] => [
  `<a id="${section.anchor}"></a>\n### Nested Schema for \`${section.path.join('.')}\``,
  ...groups(section),
]

type Group = 'Required' | 'Optional' | 'Read-Only'

const groupOf = ({ role }: Attribute, readOnly: boolean): Group => {
  if (readOnly || role === 'computed') return 'Read-Only'
  return role === 'required' ? 'Required' : 'Optional'
}

const groups = (section: Section): readonly string[] =>
  (['Required', 'Optional', 'Read-Only'] as const).flatMap((group) => {
    const members = membersOf(section).filter(
      ([, attribute]) => groupOf(attribute, section.readOnly) === group,
    )
    const title = section.path.length === 0 ? `### ${group}` : `${group}:`
    return members.length === 0
      ? []
      : [title, members.map((member) => line(section, member)).join('\n')]
  })

type Member = readonly [name: string, attribute: Attribute]

const membersOf = ({ schema }: Section): readonly Member[] =>
  Object.entries(schema).sort(([a], [b]) => (a < b ? -1 : 1))

const line = (section: Section, [name, attribute]: Member): string =>
  attributeLine(name, attribute, {
    anchor: sectionOf(section, [name, attribute])?.anchor,
    replaces: replaces(section, attribute),
  })

const replaces = ({ immutable = false, readOnly }: Section, attribute: Attribute): boolean =>
  !readOnly &&
  // A write-only value is null in every state: no plan sees it change.
  (attribute.replace === true ||
    (immutable && isConfigurable(attribute) && attribute.role !== 'writeOnly'))

const sectionOf = (parent: Section, [name, attribute]: Member): Section | undefined => {
  const nested = nestedSchema(attribute.type)
  if (nested === undefined) return undefined
  const path = [...parent.path, name]
  const anchor = `${nested.anchor}--${path.join('--')}`
  const readOnly = parent.readOnly || !isConfigurable(attribute)
  return { schema: nested.schema, path, anchor, readOnly }
}

const nestedSections = (parent: Section): readonly Section[] =>
  membersOf(parent).flatMap((member) => {
    const section = sectionOf(parent, member)
    return section === undefined ? [] : [section, ...nestedSections(section)]
  })
