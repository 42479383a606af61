import type { Schema, TypeNode } from '../framework/index.ts'

/** `scim_config_token` as `scimConfigToken`. */
export const camelCase = (name: string): string =>
  name.replaceAll(/(?<!^)_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** `scim_config_token` as `ScimConfigToken`. */
export const pascalCase = (name: string): string => {
  const camel = camelCase(name)
  return camel.charAt(0).toUpperCase() + camel.slice(1)
}

/** The name of an attribute as a property: that of a list or set becomes a plural, unless it is taken. */
export const propertyName = (name: string, type: TypeNode, siblings: Schema): string => {
  const plural = isArray(type) ? pluralize(name) : name
  return camelCase(plural in siblings ? name : plural)
}

/** The part that an attribute adds to the name of the type of its elements. */
export const elementName = (name: string, type: TypeNode): string =>
  pascalCase(isArray(type) ? singularize(name) : name)

const isArray = (type: TypeNode): boolean =>
  type.kind === 'list' ||
  type.kind === 'set' ||
  (type.kind === 'nested' && (type.nesting === 'list' || type.nesting === 'set'))

// The bridge asks a whole inflector (gedex/inflector). These rules give what it gives for every
// name that dbt Cloud's provider has.
const pluralize = (name: string): string => {
  if (name.endsWith('ss')) return `${name}es`
  if (name.endsWith('s')) return name
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`
}

const singularize = (name: string): string => {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`
  return /[^s]s$/.test(name) ? name.slice(0, -1) : name
}
