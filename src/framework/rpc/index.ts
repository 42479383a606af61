import type { AnyProvider, Log } from '../schema/provider.ts'
import { type Handler, handle } from './answer.ts'
import { applyResourceChange } from './apply-resource-change.ts'
import { callFunction } from './call-function.ts'
import { configureProvider } from './configure-provider.ts'
import { getFunctions } from './get-functions.ts'
import { getMetadata } from './get-metadata.ts'
import { getProviderSchema } from './get-provider-schema.ts'
import { getResourceIdentitySchemas } from './get-resource-identity-schemas.ts'
import { importResourceState } from './import-resource-state.ts'
import { moveResourceState } from './move-resource-state.ts'
import { planResourceChange } from './plan-resource-change.ts'
import type { RpcName } from './proto.ts'
import { readDataSource } from './read-data-source.ts'
import { readResource } from './read-resource.ts'
import { type Mode, startSession } from './session.ts'
import { stopProvider } from './stop-provider.ts'
import { upgradeResourceState } from './upgrade-resource-state.ts'
import { validateDataResourceConfig } from './validate-data-resource-config.ts'
import { validateProviderConfig } from './validate-provider-config.ts'
import { validateResourceConfig } from './validate-resource-config.ts'

export type { Handler } from './answer.ts'
export type { Mode } from './session.ts'

/** Every RPC of the provider, from bytes to bytes. One call creates one session. */
export const handlers = (
  provider: AnyProvider,
  log: Log,
  mode: Mode = 'hosted',
): Readonly<Partial<Record<RpcName, Handler>>> => {
  const session = startSession(provider, log, mode)
  return {
    ApplyResourceChange: handle(applyResourceChange, session),
    CallFunction: handle(callFunction, session),
    ConfigureProvider: handle(configureProvider, session),
    GetFunctions: handle(getFunctions, session),
    GetMetadata: handle(getMetadata, session),
    GetProviderSchema: handle(getProviderSchema, session),
    GetResourceIdentitySchemas: handle(getResourceIdentitySchemas, session),
    ImportResourceState: handle(importResourceState, session),
    MoveResourceState: handle(moveResourceState, session),
    PlanResourceChange: handle(planResourceChange, session),
    ReadDataSource: handle(readDataSource, session),
    ReadResource: handle(readResource, session),
    StopProvider: handle(stopProvider, session),
    UpgradeResourceState: handle(upgradeResourceState, session),
    ValidateDataResourceConfig: handle(validateDataResourceConfig, session),
    ValidateProviderConfig: handle(validateProviderConfig, session),
    ValidateResourceConfig: handle(validateResourceConfig, session),
  }
}
