import { attempt, type Rpc } from './answer.ts'
import { complaintsOf } from './complaints.ts'
import { findResource } from './session.ts'

/** Called by validate, and again by every plan. Unknown values pass. */
export const validateResourceConfig: Rpc<'ValidateResourceConfig'> = {
  name: 'ValidateResourceConfig',
  answer: ({ type_name, config, client_capabilities }, { session }) =>
    attempt(`Invalid configuration of ${type_name}`, () =>
      complaintsOf(
        findResource(session, type_name),
        config,
        client_capabilities?.write_only_attributes_allowed ?? false,
      ),
    ),
}
