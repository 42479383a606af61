import type { Shape } from './endpoint-facts.ts'
import { decodeJson, type Json } from './exact-json.ts'
import { badRequest } from './refusal.ts'

const isInteger = (value: Json): boolean => typeof value === 'bigint' || Number.isInteger(value)

const isOfType = (type: NonNullable<Shape['type']>, value: Json): boolean => {
  switch (type) {
    case 'integer':
      return isInteger(value)
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint'
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'string':
    case 'boolean':
      return typeof value === type
  }
}

const fieldComplaint = (shape: Shape, value: object, path: string): string | undefined => {
  const names = Object.keys(value)
  const fields = shape.fields ?? {}
  const dotted = (name: string) => (path === '' ? name : `${path}.${name}`)
  const missing = shape.required?.find((name) => !names.includes(name))
  if (missing !== undefined) return `${dotted(missing)}: this field is required.`
  const unknown = names.find((name) => !Object.hasOwn(fields, name))
  if (unknown !== undefined && shape.closed) return `${dotted(unknown)}: this field is unknown.`
  return Object.entries(value)
    .filter(([name]) => Object.hasOwn(fields, name))
    .map(([name, part]) => complaint(fields[name] ?? {}, part, dotted(name)))
    .find((text) => text !== undefined)
}

/** What is wrong with a value, with its path in the body. Undefined if it is valid. Never contains the value. */
export const complaint = (shape: Shape, value: Json, path = ''): string | undefined => {
  if (shape.type !== undefined && !isOfType(shape.type, value))
    return `${path || 'body'}: must be of type ${shape.type}.`
  if (Array.isArray(value))
    return value
      .map((item, index) => complaint(shape.items ?? {}, item, `${path}[${index}]`))
      .find((text) => text !== undefined)
  return typeof value === 'object' && value !== null
    ? fieldComplaint(shape, value, path)
    : undefined
}

const parse = (text: string): Json => {
  try {
    return decodeJson(text)
  } catch {
    throw badRequest('The body is not valid JSON.')
  }
}

/** The parsed body. Throws a Refusal that names what the endpoint does not accept. */
export const checkBody = (shape: Shape | undefined, text: string): Json => {
  if (shape === undefined && text !== '') throw badRequest('This endpoint does not accept a body.')
  if (shape === undefined) return null
  const body = parse(text)
  const wrong = complaint(shape, body)
  if (wrong !== undefined) throw badRequest(wrong)
  return body
}

/** Throws a Refusal that names an unknown or invalid query parameter. */
export const checkQuery = (shapes: Readonly<Record<string, Shape>>, query: URLSearchParams) => {
  for (const [name, text] of query) {
    if (!Object.hasOwn(shapes, name)) throw badRequest(`${name}: this query parameter is unknown.`)
    if (shapes[name]?.type === 'integer' && !/^\d+$/.test(text))
      throw badRequest(`${name}: must be of type integer.`)
  }
}
