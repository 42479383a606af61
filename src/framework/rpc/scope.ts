import { immediate } from '../schema/guarded.ts'
import type { PrivateState } from './private-state.ts'
import { configuredApi, type Session } from './session.ts'

/** The place that an object belongs to: `{ account_id: '123' }`. */
export type Scope = Readonly<Record<string, string>>

/** Raised when the provider is configured for another scope than the object's. */
export class OtherScopeError extends Error {
  readonly kept: Scope
  readonly configured: Scope
  constructor(name: string, kept: Scope, configured: Scope) {
    super(
      `This object belongs to ${name} "${kept[name]}", but the provider is configured with ${name} ` +
        `"${configured[name]}". Nothing was requested or changed. Set ${name} back to "${kept[name]}", or, to ` +
        'manage an object of the other one instead, remove this one from the state (`terraform state rm` or `pulumi state delete`) first.',
    )
    this.name = 'OtherScopeError'
    this.kept = kept
    this.configured = configured
  }
}

/** The scope of the configured client. Undefined if the provider declares none, or it is not known yet. */
export const configuredScope = (session: Session): Scope | undefined =>
  textsOf(immediate('The scope', session.provider.scope?.(configuredApi(session))))

// Authors may return other values, such as null for an account that is not known yet. If "null" was recorded, the
// object would belong to no account.
const textsOf = (scope: unknown): Scope | undefined => {
  const entries = isFields(scope) ? Object.entries(scope).filter(([, value]) => isText(value)) : []
  return entries.length === 0
    ? undefined
    : Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
}

const isFields = (scope: unknown): scope is object => typeof scope === 'object' && scope !== null

const isText = (value: unknown): boolean =>
  (typeof value === 'string' && value !== '') ||
  typeof value === 'bigint' ||
  Number.isSafeInteger(value)

/**
 * The scope to save with an object that the configured client reads. A name that a newer version of the provider
 * added is recorded, and one that it removed is kept.
 *
 * @throws OtherScopeError before anything is requested
 */
export const scopeOf = (session: Session, { scope }: PrivateState): Scope | undefined => {
  const configured = configuredScope(session)
  if (scope === undefined || configured === undefined) return configured
  const other = Object.keys(configured).find(
    (name) => scope[name] !== undefined && scope[name] !== configured[name],
  )
  if (other !== undefined) throw new OtherScopeError(other, scope, configured)
  return { ...scope, ...configured }
}
