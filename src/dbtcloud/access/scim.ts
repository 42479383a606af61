import { ForbiddenError, NotFoundError } from '../../api/index.ts'

/** Raised where the account or the token has no access to SCIM. */
export class ScimUnavailableError extends Error {
  constructor(cause: ForbiddenError | NotFoundError) {
    super(
      `${cause.message} SCIM comes with dbt's Enterprise plans: check that account_id names an ` +
        'account that has it, and that the token may manage SCIM (an account admin).',
      { cause },
    )
    this.name = 'ScimUnavailableError'
  }
}

/** Runs a call to a SCIM endpoint. A refusal becomes an error about the SCIM feature. */
export const scim = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call
  } catch (error) {
    if (error instanceof ForbiddenError || error instanceof NotFoundError)
      throw new ScimUnavailableError(error)
    throw error
  }
}
