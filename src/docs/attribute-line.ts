import type { Attribute } from '../framework/index.ts'
import { typeLabel } from './type-label.ts'
import { writeOnlyLink } from './write-only.ts'

/** What an attribute's line says beyond its declaration. */
export interface Place {
  /** Anchor of the section about its own attributes. */
  readonly anchor: string | undefined
  /** True if changing it replaces the object. */
  readonly replaces: boolean
}

/** The list item about one attribute: `- `name` (String) The name of the token.` */
export const attributeLine = (name: string, attribute: Attribute, place: Place): string => {
  const line = [`- \`${name}\` (${labels(attribute)})`, ...sentences(attribute, place)].join(' ')
  return line.replaceAll('\n', '\n  ')
}

const labels = ({ type, role, sensitive, deprecated }: Attribute): string =>
  [
    typeLabel(type),
    ...(sensitive ? ['Sensitive'] : []),
    ...(deprecated === undefined ? [] : ['Deprecated']),
    ...(role === 'writeOnly' ? [writeOnlyLink('Write-only')] : []),
  ].join(', ')

const sentences = (attribute: Attribute, { anchor, replaces }: Place): readonly string[] =>
  [
    attribute.description,
    attribute.default === undefined ? '' : `Defaults to \`${formatDefault(attribute.default)}\`.`,
    constraint(attribute),
    attribute.deprecated === undefined ? '' : `**Deprecated:** ${attribute.deprecated}`,
    replaces ? 'Changing this forces replacement.' : '',
    anchor === undefined ? '' : `(see [below for nested schema](#${anchor}))`,
  ].filter((sentence) => sentence !== '')

const and = new Intl.ListFormat('en-US')

const constraint = ({ validate = [] }: Attribute): string =>
  validate.length === 0 ? '' : `Must be ${and.format(validate.map(({ expects }) => expects))}.`

const formatDefault = (value: unknown): string =>
  typeof value === 'bigint' ? String(value) : JSON.stringify(value)
