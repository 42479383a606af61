import type { Schema } from '../schema/schema.ts'
import type { Session } from './session.ts'

const namesIn = (schema: Schema): readonly string[] =>
  Object.entries(schema).flatMap(([name, { type }]) => [
    name,
    ...(type.kind === 'nested' ? namesIn(type.attributes) : []),
  ])

/** The names that Pulumi writes in another way. */
const namesOf = ({ provider }: Session): ReadonlySet<string> => {
  const { schema, resources, dataSources } = provider
  const schemas: readonly Schema[] = [
    schema,
    ...[...resources, ...dataSources].map((one) => one.schema),
  ]
  return new Set(schemas.flatMap(namesIn).filter((name) => name.includes('_')))
}

const camelCase = (name: string): string =>
  name.replaceAll(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** A quoted value or an address, which stay as they are, or a word. */
const PARTS = /"(?:[^"\\]|\\.)*"|\w+:\/\/\S+|[\w/-]+/g

/** Makes texts fit the host: they are written with Terraform's names, such as `account_id`. */
export const inHostWords = (session: Session): ((text: string) => string) => {
  if (session.host !== 'pulumi') return (text) => text
  const names = namesOf(session)
  return (text) => text.replaceAll(PARTS, (part) => (names.has(part) ? camelCase(part) : part))
}
