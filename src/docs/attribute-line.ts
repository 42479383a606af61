import type { Attribute } from '../framework/index.ts'
import { typeLabel } from './type-label.ts'

/** What an attribute's line says beyond its declaration. */
export interface Place {
  /** Anchor of the section about its own attributes. */
  readonly anchor: string | undefined
  /** True if a change of it replaces the object. */
  readonly replaces: boolean
}

/** The list item about one attribute: `- `name` (String) What it is.` */
export const attributeLine = (name: string, attribute: Attribute, place: Place): string => {
  const line = [`- \`${name}\` (${labels(attribute)})`, ...sentences(attribute, place)].join(' ')
  return line.replaceAll('\n', '\n  ')
}

const WRITE_ONLY =
  '[Write-only](https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only)'

const labels = ({ type, role, sensitive, deprecated }: Attribute): string =>
  [
    typeLabel(type),
    ...(sensitive ? ['Sensitive'] : []),
    ...(role === 'writeOnly' ? [WRITE_ONLY] : []),
    ...(deprecated === undefined ? [] : ['Deprecated']),
  ].join(', ')

const sentences = (attribute: Attribute, { anchor, replaces }: Place): readonly string[] =>
  [
    attribute.description,
    attribute.deprecated === undefined ? '' : `**Deprecated:** ${attribute.deprecated}`,
    ...expectations(attribute),
    attribute.default === undefined ? '' : `Default: \`${formatDefault(attribute.default)}\`.`,
    replaces ? 'Changing this replaces the object.' : '',
    anchor === undefined ? '' : `(see [below for nested schema](#${anchor}))`,
  ].filter((sentence) => sentence !== '')

const expectations = ({ validate = [] }: Attribute): readonly string[] =>
  validate.map(({ expects }) => `Expected: ${expects}.`)

const formatDefault = (value: unknown): string =>
  typeof value === 'bigint' ? String(value) : JSON.stringify(value)
