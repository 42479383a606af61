import type { Schema, TypeNode } from '../framework/index.ts'

/** `scim_config_token` as `scimConfigToken`. */
export const camelCase = (name: string): string =>
  name.replaceAll(/(?<!^)_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** `scim_config_token` as `ScimConfigToken`. */
export const pascalCase = (name: string): string => {
  const camel = camelCase(name)
  return camel.charAt(0).toUpperCase() + camel.slice(1)
}

/** The name of an attribute as a property. The name of a list or set becomes plural, unless another attribute has that name. */
export const propertyName = (name: string, type: TypeNode, siblings: Schema): string => {
  const plural = isArray(type) ? pluralize(name) : name
  return camelCase(plural in siblings ? name : plural)
}

/** The part of the element type's name that comes from the attribute. */
export const elementName = (name: string, type: TypeNode): string =>
  pascalCase(isArray(type) ? singularize(name) : name)

const isArray = (type: TypeNode): boolean =>
  type.kind === 'list' ||
  type.kind === 'set' ||
  (type.kind === 'nested' && (type.nesting === 'list' || type.nesting === 'set'))

// The bridge uses a complete inflector (gedex/inflector). These rules give the same result for every
// name in dbt Cloud's provider.
const pluralize = (name: string): string => {
  if (name.endsWith('ss')) return `${name}es`
  if (name.endsWith('s')) return name
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`
}

const singularize = (name: string): string => {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`
  return /[^s]s$/.test(name) ? name.slice(0, -1) : name
}
