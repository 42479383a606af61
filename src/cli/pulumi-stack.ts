import { isObject, parseJson } from '../api/index.ts'
import type { PulumiObject } from './pulumi-objects.ts'

/** The text is not an exported stack. Says why without quoting it: it may hold secrets. */
export class StackError extends Error {
  override readonly name = 'StackError'
}

type Fields = Readonly<Record<string, unknown>>

/** Pulumi's mark of a secret. `pulumi stack import` encrypts the plain text. */
const secret = (value: string): Fields => ({
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  plaintext: JSON.stringify(value),
})

const parse = (text: string): unknown => {
  try {
    return parseJson(text)
  } catch {
    throw new StackError('it is not JSON')
  }
}

const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : {})

const without = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

/** The bridge records how each output became what it is: here, that there was no value. */
const withoutDelta = (outputs: Fields, names: readonly string[]): Fields => {
  const delta = fieldsOf(outputs['__pulumi_raw_state_delta'])
  const object = fieldsOf(delta['obj'])
  if (!isObject(object['ps'])) return outputs
  const ps = without(object['ps'], names)
  return { ...outputs, __pulumi_raw_state_delta: { ...delta, obj: { ...object, ps } } }
}

const isOf = ({ type, id, outputs }: Fields, object: PulumiObject): boolean => {
  const found = object.idOutput === undefined ? id : fieldsOf(outputs)[object.idOutput]
  return type === object.type && String(found) === object.id
}

/** Null and absent are the same. */
const lacking = (outputs: Fields, { secrets }: PulumiObject): readonly string[] =>
  Object.keys(secrets).filter((name) => (outputs[name] ?? null) === null)

const filled = (resource: Fields, object: PulumiObject): Fields => {
  const outputs = fieldsOf(resource['outputs'])
  const names = lacking(outputs, object)
  const values = names.map((name) => [name, secret(object.secrets[name] ?? '')] as const)
  const marked = resource['additionalSecretOutputs']
  const known: readonly unknown[] = Array.isArray(marked) ? marked : []
  return {
    ...resource,
    outputs: { ...withoutDelta(outputs, names), ...Object.fromEntries(values) },
    additionalSecretOutputs: [...new Set([...known, ...names])],
  }
}

export interface Filled {
  /** What `pulumi stack import` reads. */
  readonly stack: Fields
  /** How many resources got their secrets. */
  readonly count: number
  /** The objects with secrets that the stack does not contain. */
  readonly missing: readonly PulumiObject[]
}

/**
 * An exported stack with the secrets of the objects, where it has none.
 *
 * @throws StackError
 */
export const fillStack = (text: string, objects: readonly PulumiObject[]): Filled => {
  const stack = parse(text)
  const deployment = fieldsOf(fieldsOf(stack)['deployment'])
  const resources: unknown = deployment['resources']
  if (!isObject(stack) || !Array.isArray(resources))
    throw new StackError('it is not the output of "pulumi stack export"')
  const secretive = objects.filter(({ secrets }) => Object.keys(secrets).length > 0)
  let count = 0
  const next = resources.map((resource: unknown) => {
    const object = isObject(resource) && secretive.find((one) => isOf(resource, one))
    if (!object || lacking(fieldsOf(resource.outputs), object).length === 0) return resource
    count += 1
    return filled(resource, object)
  })
  const missing = secretive.filter(
    (object) => !resources.some((one: unknown) => isObject(one) && isOf(one, object)),
  )
  return { stack: { ...stack, deployment: { ...deployment, resources: next } }, count, missing }
}
