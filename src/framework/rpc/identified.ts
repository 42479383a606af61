import type { PlanSubject } from '../plan/plan.ts'
import { formatIdentity } from '../schema/identity.ts'
import type { ObjectValue } from '../value/value.ts'

/** Raised for a state without an ID, such as that of Pulumi's `get` without one. */
export class NoIdentityError extends Error {
  readonly missing: readonly string[]
  constructor(missing: readonly string[]) {
    super(
      `The state has no ${missing.join(' and no ')}, so the object cannot be found. ` +
        'Delete the object manually if it exists, then remove it from the state (`terraform state rm` or `pulumi state delete`).',
    )
    this.name = 'NoIdentityError'
    this.missing = missing
  }
}

/** Raised when the response is about another object than the requested one. */
export class OtherObjectError extends Error {
  readonly asked: string
  readonly found: string
  constructor(asked: string, found: string) {
    super(
      `The object "${asked}" was requested, but "${found}" was returned. The state still refers to "${asked}".`,
    )
    this.name = 'OtherObjectError'
    this.asked = asked
    this.found = found
  }
}

/** The attributes of the identity that are null or empty. */
export const missingIdentity = (
  { identity }: PlanSubject,
  state: ObjectValue | null,
): readonly string[] => identity.filter((name) => (state?.[name] ?? '') === '')

/** @throws NoIdentityError */
export const checkIdentity = (subject: PlanSubject, state: ObjectValue): void => {
  const missing = missingIdentity(subject, state)
  if (missing.length > 0) throw new NoIdentityError(missing)
}

/** @throws OtherObjectError */
export const checkSameObject = (
  { identity }: PlanSubject,
  asked: ObjectValue,
  found: ObjectValue,
): void => {
  const [before, after] = [asked, found].map((state) => formatIdentity(identity, state))
  if (before?.normalize('NFC') !== after?.normalize('NFC'))
    throw new OtherObjectError(String(before), String(after))
}
