import type { PrivateState } from './private-state.ts'
import { configuredApi, type Session } from './session.ts'

/** Where an object lives, by name: `{ account_id: '123' }`. */
export type Scope = Readonly<Record<string, string>>

/** Raised where the provider is configured for another place than the one that the object lives in. */
export class OtherScopeError extends Error {
  readonly kept: Scope
  readonly configured: Scope
  constructor(name: string, kept: Scope, configured: Scope) {
    super(
      `This object belongs to ${name} "${kept[name]}", but the provider is configured with ${name} ` +
        `"${configured[name]}". Nothing was requested or changed. Set ${name} back to "${kept[name]}", or, to ` +
        'manage an object of the other one instead, remove this one from the state with `terraform state rm` first.',
    )
    this.name = 'OtherScopeError'
    this.kept = kept
    this.configured = configured
  }
}

/** The scope that the configured client acts in. Undefined where the provider declares none, or it is unknown. */
export const configuredScope = (session: Session): Scope | undefined =>
  textsOf(session.provider.scope?.(configuredApi(session)))

// It is encoded after a create, when nothing may fail any more.
const textsOf = (scope: Readonly<Record<string, unknown>> | undefined): Scope | undefined =>
  scope && Object.fromEntries(Object.entries(scope).map(([name, value]) => [name, String(value)]))

/**
 * The scope of an object that was found by the configured client. A name that a newer version of the provider
 * added is learned; one that it removed is kept.
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
