import { isUnknown, unknown } from '../../src/framework/schema/unknown.ts'
import type { ConfigInput } from './config.ts'
import { type Expression, HclError } from './hcl.ts'

/** The values of references, by address: `var.token`, `aws_thing.name`, `data.aws_thing.name`. */
export type Scope = ReadonlyMap<string, unknown>

type Reference = Extract<Expression, { kind: 'reference' }>

/** The address at the start of a reference, and the rest of it. */
export const addressOf = ({
  path,
  at,
}: Reference): readonly [string, readonly (string | number)[]] => {
  const length = path[0] === 'data' ? 3 : 2
  if (path[0] === 'local' || path[0] === 'module' || path.length < length) {
    throw new HclError(at, `does not know the reference ${path.join('.')}`)
  }
  return [path.slice(0, length).join('.'), path.slice(length)]
}

/** Every reference in an expression. */
export const referencesIn = (expression: Expression): readonly Reference[] => {
  switch (expression.kind) {
    case 'literal':
      return []
    case 'list':
      return expression.of.flatMap(referencesIn)
    case 'map':
      return [...expression.of.values()].flatMap(referencesIn)
    case 'template':
      return expression.parts.flatMap(referencesIn)
    case 'reference':
      return [expression]
  }
}

/** The value of an expression. Unknown if it refers to an unknown value. @throws HclError */
export const evaluate = (expression: Expression, scope: Scope): unknown => {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'list':
      return expression.of.map((element) => evaluate(element, scope))
    case 'map':
      return evaluateAll(expression.of, scope)
    case 'template': {
      const parts = expression.parts.map((part) => evaluate(part, scope))
      return parts.some(isUnknown) ? unknown : parts.map(String).join('')
    }
    case 'reference':
      return lookUp(expression, scope)
  }
}

export const evaluateAll = (of: ReadonlyMap<string, Expression>, scope: Scope): ConfigInput =>
  Object.fromEntries([...of].map(([name, expression]) => [name, evaluate(expression, scope)]))

const lookUp = (reference: Reference, scope: Scope): unknown => {
  const [address, rest] = addressOf(reference)
  if (!scope.has(address)) throw new HclError(reference.at, `there is no ${address}`)
  return rest.reduce<unknown>((value, step) => {
    if (isUnknown(value)) return value
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, step)) {
      return (value as Readonly<Record<string | number, unknown>>)[step] // it has the key
    }
    throw new HclError(reference.at, `${address} has no ${rest.join('.')}`)
  }, scope.get(address))
}
