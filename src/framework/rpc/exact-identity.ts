import type { PlanSubject } from '../plan/plan.ts'
import type { HostName } from '../schema/provider.ts'
import { formatNumber, isNumber } from '../value/number.ts'
import type { ObjectValue } from '../value/value.ts'

/** Raised for an object whose ID the host rounds, so that it would refer to another object. */
export class InexactIdentityError extends Error {
  readonly attribute: string
  readonly value: string
  constructor(attribute: string, value: string) {
    super(
      `The ${attribute} of the object is ${value}. Pulumi stores numbers as floating point and rounds those ` +
        `beyond ${Number.MAX_SAFE_INTEGER}, so it may refer to another object. Manage this object with Terraform or OpenTofu.`,
    )
    this.name = 'InexactIdentityError'
    this.attribute = attribute
    this.value = value
  }
}

/** @throws InexactIdentityError under a host that would round a number of the identity */
export const checkExactIdentity = (
  host: HostName,
  { identity }: PlanSubject,
  state: ObjectValue,
): void => {
  if (host !== 'pulumi') return
  for (const name of identity) {
    const value = state[name]
    if (isNumber(value) && !Number.isSafeInteger(value))
      throw new InexactIdentityError(name, formatNumber(value))
  }
}
