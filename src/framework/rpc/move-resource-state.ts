import type { AnyResource } from '../schema/resource.ts'
import { attempt, type Rpc } from './answer.ts'
import { toWire } from './dynamic-value.ts'
import { isOwnPrivate } from './private-state.ts'
import type { MoveResourceStateRequest } from './proto.ts'
import { findResource } from './session.ts'
import { convertedState, parseStored } from './stored-state.ts'

/** Raised for a `moved` block between types that no declaration can move. */
export class NoMoverError extends Error {
  readonly source: string
  constructor(source: string, target: string) {
    super(
      `The state of ${source} cannot be moved to ${target}. ` +
        'Remove the moved block, remove the old object from the state with `terraform state rm`, and import it as the new type.',
    )
    this.name = 'NoMoverError'
    this.source = source
  }
}

/** Converts the stored state of another type. The provider is not configured at this point. */
export const moveResourceState: Rpc<'MoveResourceState'> = {
  name: 'MoveResourceState',
  answer: (request, { session }) =>
    attempt(`Could not move to ${request.target_type_name}`, () => {
      const resource = findResource(session, request.target_type_name)
      const mover = findMover(resource, request)
      if (mover === undefined)
        throw new NoMoverError(describe(request), String(request.target_type_name))
      const source = parseStored(resource.type, request.source_state?.json)
      const target = convertedState(resource, mover.move(source))
      return {
        target_state: toWire(target, resource.schema),
        ...ownPrivate(session.provider.name, request.source_private),
      }
    }),
}

// Private bytes of another provider are dropped. An object of ours keeps its scope.
const ownPrivate = (provider: string, secret: Uint8Array | undefined) =>
  isOwnPrivate(provider, secret) ? { target_private: secret } : {}

const findMover = (resource: AnyResource, request: MoveResourceStateRequest) =>
  resource.move?.find(
    ({ provider, type, version }) =>
      isAddress(String(request.source_provider_address), provider) &&
      type === request.source_type_name &&
      version === Number(request.source_schema_version ?? 0),
  )

/** Whether an address is the declared one or ends with its parts: `not-dbt-labs/x` is not `dbt-labs/x`. */
const isAddress = (address: string, declared: string): boolean =>
  declared !== '' && (address === declared || address.endsWith(`/${declared}`))

const describe = (request: MoveResourceStateRequest): string =>
  `${request.source_type_name} (${request.source_provider_address}, version ${request.source_schema_version ?? 0})`
