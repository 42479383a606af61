// Made by scripts/proto.ts from proto/*.proto. Not to be edited.

export interface DynamicValue {
  readonly msgpack?: Uint8Array | undefined
  readonly json?: Uint8Array | undefined
}

export interface RawState {
  readonly json?: Uint8Array | undefined
  readonly flatmap?: Readonly<Record<string, string>> | undefined
}

export interface Diagnostic {
  readonly severity?: DiagnosticSeverity | undefined
  readonly summary?: string | undefined
  readonly detail?: string | undefined
  readonly attribute?: AttributePath | undefined
}

export type DiagnosticSeverity = 'INVALID' | 'ERROR' | 'WARNING'

export interface AttributePath {
  readonly steps?: readonly AttributePathStep[] | undefined
}

export interface AttributePathStep {
  readonly attribute_name?: string | undefined
  readonly element_key_string?: string | undefined
  readonly element_key_int?: string | undefined
  readonly selector?: 'attribute_name' | 'element_key_string' | 'element_key_int' | undefined
}

export interface FunctionError {
  readonly text?: string | undefined
  readonly function_argument?: string | undefined
}

export type StringKind = 'PLAIN' | 'MARKDOWN'

export interface Schema {
  readonly version?: string | undefined
  readonly block?: SchemaBlock | undefined
}

export interface SchemaBlock {
  readonly version?: string | undefined
  readonly attributes?: readonly SchemaAttribute[] | undefined
  readonly block_types?: readonly SchemaNestedBlock[] | undefined
  readonly description?: string | undefined
  readonly description_kind?: StringKind | undefined
  readonly deprecated?: boolean | undefined
  readonly deprecation_message?: string | undefined
  readonly computed?: boolean | undefined
}

export interface SchemaAttribute {
  readonly name?: string | undefined
  readonly type?: Uint8Array | undefined
  readonly description?: string | undefined
  readonly required?: boolean | undefined
  readonly optional?: boolean | undefined
  readonly computed?: boolean | undefined
  readonly sensitive?: boolean | undefined
  readonly description_kind?: StringKind | undefined
  readonly deprecated?: boolean | undefined
  readonly nested_type?: SchemaObject | undefined
  readonly write_only?: boolean | undefined
  readonly deprecation_message?: string | undefined
}

export interface SchemaNestedBlock {
  readonly type_name?: string | undefined
  readonly block?: SchemaBlock | undefined
  readonly nesting?: SchemaNestedBlockNestingMode | undefined
  readonly min_items?: string | undefined
  readonly max_items?: string | undefined
}

export type SchemaNestedBlockNestingMode = 'INVALID' | 'SINGLE' | 'LIST' | 'SET' | 'MAP' | 'GROUP'

export interface SchemaObject {
  readonly attributes?: readonly SchemaAttribute[] | undefined
  readonly nesting?: SchemaObjectNestingMode | undefined
  readonly min_items?: string | undefined
  readonly max_items?: string | undefined
}

export type SchemaObjectNestingMode = 'INVALID' | 'SINGLE' | 'LIST' | 'SET' | 'MAP'

export interface Function {
  readonly parameters?: readonly FunctionParameter[] | undefined
  readonly variadic_parameter?: FunctionParameter | undefined
  readonly return?: FunctionReturn | undefined
  readonly summary?: string | undefined
  readonly description?: string | undefined
  readonly description_kind?: StringKind | undefined
  readonly deprecation_message?: string | undefined
}

export interface FunctionParameter {
  readonly name?: string | undefined
  readonly type?: Uint8Array | undefined
  readonly allow_null_value?: boolean | undefined
  readonly allow_unknown_values?: boolean | undefined
  readonly description?: string | undefined
  readonly description_kind?: StringKind | undefined
}

export interface FunctionReturn {
  readonly type?: Uint8Array | undefined
}

export interface ActionSchema {
  readonly schema?: Schema | undefined
}

export interface ResourceIdentitySchema {
  readonly version?: string | undefined
  readonly identity_attributes?: readonly ResourceIdentitySchemaIdentityAttribute[] | undefined
}

export interface ResourceIdentitySchemaIdentityAttribute {
  readonly name?: string | undefined
  readonly type?: Uint8Array | undefined
  readonly required_for_import?: boolean | undefined
  readonly optional_for_import?: boolean | undefined
  readonly description?: string | undefined
}

export interface ResourceIdentityData {
  readonly identity_data?: DynamicValue | undefined
}

export interface ServerCapabilities {
  readonly plan_destroy?: boolean | undefined
  readonly get_provider_schema_optional?: boolean | undefined
  readonly move_resource_state?: boolean | undefined
  readonly generate_resource_config?: boolean | undefined
}

export interface ClientCapabilities {
  readonly deferral_allowed?: boolean | undefined
  readonly write_only_attributes_allowed?: boolean | undefined
  readonly store_planned_private?: boolean | undefined
  readonly computed_blocks_allowed?: boolean | undefined
}

export interface Deferred {
  readonly reason?: DeferredReason | undefined
}

export type DeferredReason = 'UNKNOWN' | 'RESOURCE_CONFIG_UNKNOWN' | 'PROVIDER_CONFIG_UNKNOWN' | 'ABSENT_PREREQ'

export type GetMetadataRequest = Readonly<Record<string, never>>

export interface GetMetadataResponse {
  readonly server_capabilities?: ServerCapabilities | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly data_sources?: readonly GetMetadataDataSourceMetadata[] | undefined
  readonly resources?: readonly GetMetadataResourceMetadata[] | undefined
  readonly functions?: readonly GetMetadataFunctionMetadata[] | undefined
  readonly ephemeral_resources?: readonly GetMetadataEphemeralMetadata[] | undefined
  readonly list_resources?: readonly GetMetadataListResourceMetadata[] | undefined
  readonly state_stores?: readonly GetMetadataStateStoreMetadata[] | undefined
  readonly actions?: readonly GetMetadataActionMetadata[] | undefined
}

export interface GetMetadataEphemeralMetadata {
  readonly type_name?: string | undefined
}

export interface GetMetadataFunctionMetadata {
  readonly name?: string | undefined
}

export interface GetMetadataDataSourceMetadata {
  readonly type_name?: string | undefined
}

export interface GetMetadataResourceMetadata {
  readonly type_name?: string | undefined
}

export interface GetMetadataListResourceMetadata {
  readonly type_name?: string | undefined
}

export interface GetMetadataStateStoreMetadata {
  readonly type_name?: string | undefined
}

export interface GetMetadataActionMetadata {
  readonly type_name?: string | undefined
}

export type GetProviderSchemaRequest = Readonly<Record<string, never>>

export interface GetProviderSchemaResponse {
  readonly provider?: Schema | undefined
  readonly resource_schemas?: Readonly<Record<string, Schema>> | undefined
  readonly data_source_schemas?: Readonly<Record<string, Schema>> | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly provider_meta?: Schema | undefined
  readonly server_capabilities?: ServerCapabilities | undefined
  readonly functions?: Readonly<Record<string, Function>> | undefined
  readonly ephemeral_resource_schemas?: Readonly<Record<string, Schema>> | undefined
  readonly list_resource_schemas?: Readonly<Record<string, Schema>> | undefined
  readonly state_store_schemas?: Readonly<Record<string, Schema>> | undefined
  readonly action_schemas?: Readonly<Record<string, ActionSchema>> | undefined
}

export interface ValidateProviderConfigRequest {
  readonly config?: DynamicValue | undefined
}

export interface ValidateProviderConfigResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface ValidateResourceConfigRequest {
  readonly type_name?: string | undefined
  readonly config?: DynamicValue | undefined
  readonly client_capabilities?: ClientCapabilities | undefined
}

export interface ValidateResourceConfigResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface ValidateDataResourceConfigRequest {
  readonly type_name?: string | undefined
  readonly config?: DynamicValue | undefined
}

export interface ValidateDataResourceConfigResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface UpgradeResourceStateRequest {
  readonly type_name?: string | undefined
  readonly version?: string | undefined
  readonly raw_state?: RawState | undefined
}

export interface UpgradeResourceStateResponse {
  readonly upgraded_state?: DynamicValue | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export type GetResourceIdentitySchemasRequest = Readonly<Record<string, never>>

export interface GetResourceIdentitySchemasResponse {
  readonly identity_schemas?: Readonly<Record<string, ResourceIdentitySchema>> | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface UpgradeResourceIdentityRequest {
  readonly type_name?: string | undefined
  readonly version?: string | undefined
  readonly raw_identity?: RawState | undefined
}

export interface UpgradeResourceIdentityResponse {
  readonly upgraded_identity?: ResourceIdentityData | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface ConfigureProviderRequest {
  readonly terraform_version?: string | undefined
  readonly config?: DynamicValue | undefined
  readonly client_capabilities?: ClientCapabilities | undefined
}

export interface ConfigureProviderResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface ReadResourceRequest {
  readonly type_name?: string | undefined
  readonly current_state?: DynamicValue | undefined
  readonly private?: Uint8Array | undefined
  readonly provider_meta?: DynamicValue | undefined
  readonly client_capabilities?: ClientCapabilities | undefined
  readonly current_identity?: ResourceIdentityData | undefined
}

export interface ReadResourceResponse {
  readonly new_state?: DynamicValue | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly private?: Uint8Array | undefined
  readonly deferred?: Deferred | undefined
  readonly new_identity?: ResourceIdentityData | undefined
}

export interface PlanResourceChangeRequest {
  readonly type_name?: string | undefined
  readonly prior_state?: DynamicValue | undefined
  readonly proposed_new_state?: DynamicValue | undefined
  readonly config?: DynamicValue | undefined
  readonly prior_private?: Uint8Array | undefined
  readonly provider_meta?: DynamicValue | undefined
  readonly client_capabilities?: ClientCapabilities | undefined
  readonly prior_identity?: ResourceIdentityData | undefined
  readonly planned_private?: Uint8Array | undefined
}

export interface PlanResourceChangeResponse {
  readonly planned_state?: DynamicValue | undefined
  readonly requires_replace?: readonly AttributePath[] | undefined
  readonly planned_private?: Uint8Array | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly legacy_type_system?: boolean | undefined
  readonly deferred?: Deferred | undefined
  readonly planned_identity?: ResourceIdentityData | undefined
}

export interface ApplyResourceChangeRequest {
  readonly type_name?: string | undefined
  readonly prior_state?: DynamicValue | undefined
  readonly planned_state?: DynamicValue | undefined
  readonly config?: DynamicValue | undefined
  readonly planned_private?: Uint8Array | undefined
  readonly provider_meta?: DynamicValue | undefined
  readonly planned_identity?: ResourceIdentityData | undefined
}

export interface ApplyResourceChangeResponse {
  readonly new_state?: DynamicValue | undefined
  readonly private?: Uint8Array | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly legacy_type_system?: boolean | undefined
  readonly new_identity?: ResourceIdentityData | undefined
}

export interface ImportResourceStateRequest {
  readonly type_name?: string | undefined
  readonly id?: string | undefined
  readonly client_capabilities?: ClientCapabilities | undefined
  readonly identity?: ResourceIdentityData | undefined
}

export interface ImportResourceStateImportedResource {
  readonly type_name?: string | undefined
  readonly state?: DynamicValue | undefined
  readonly private?: Uint8Array | undefined
  readonly identity?: ResourceIdentityData | undefined
}

export interface ImportResourceStateResponse {
  readonly imported_resources?: readonly ImportResourceStateImportedResource[] | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly deferred?: Deferred | undefined
}

export interface MoveResourceStateRequest {
  readonly source_provider_address?: string | undefined
  readonly source_type_name?: string | undefined
  readonly source_schema_version?: string | undefined
  readonly source_state?: RawState | undefined
  readonly target_type_name?: string | undefined
  readonly source_private?: Uint8Array | undefined
  readonly source_identity?: RawState | undefined
  readonly source_identity_schema_version?: string | undefined
}

export interface MoveResourceStateResponse {
  readonly target_state?: DynamicValue | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly target_private?: Uint8Array | undefined
  readonly target_identity?: ResourceIdentityData | undefined
}

export interface ReadDataSourceRequest {
  readonly type_name?: string | undefined
  readonly config?: DynamicValue | undefined
  readonly provider_meta?: DynamicValue | undefined
  readonly client_capabilities?: ClientCapabilities | undefined
}

export interface ReadDataSourceResponse {
  readonly state?: DynamicValue | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly deferred?: Deferred | undefined
}

export interface GenerateResourceConfigRequest {
  readonly type_name?: string | undefined
  readonly state?: DynamicValue | undefined
}

export interface GenerateResourceConfigResponse {
  readonly config?: DynamicValue | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface ValidateEphemeralResourceConfigRequest {
  readonly type_name?: string | undefined
  readonly config?: DynamicValue | undefined
}

export interface ValidateEphemeralResourceConfigResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface OpenEphemeralResourceRequest {
  readonly type_name?: string | undefined
  readonly config?: DynamicValue | undefined
  readonly client_capabilities?: ClientCapabilities | undefined
}

export interface OpenEphemeralResourceResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly renew_at?: Timestamp | undefined
  readonly result?: DynamicValue | undefined
  readonly private?: Uint8Array | undefined
  readonly deferred?: Deferred | undefined
}

export interface RenewEphemeralResourceRequest {
  readonly type_name?: string | undefined
  readonly private?: Uint8Array | undefined
}

export interface RenewEphemeralResourceResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly renew_at?: Timestamp | undefined
  readonly private?: Uint8Array | undefined
}

export interface CloseEphemeralResourceRequest {
  readonly type_name?: string | undefined
  readonly private?: Uint8Array | undefined
}

export interface CloseEphemeralResourceResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface ListResourceRequest {
  readonly type_name?: string | undefined
  readonly config?: DynamicValue | undefined
  readonly include_resource_object?: boolean | undefined
  readonly limit?: string | undefined
}

export interface ListResourceEvent {
  readonly identity?: ResourceIdentityData | undefined
  readonly display_name?: string | undefined
  readonly resource_object?: DynamicValue | undefined
  readonly diagnostic?: readonly Diagnostic[] | undefined
}

export interface ValidateListResourceConfigRequest {
  readonly type_name?: string | undefined
  readonly config?: DynamicValue | undefined
  readonly include_resource_object?: DynamicValue | undefined
  readonly limit?: DynamicValue | undefined
}

export interface ValidateListResourceConfigResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export type GetFunctionsRequest = Readonly<Record<string, never>>

export interface GetFunctionsResponse {
  readonly functions?: Readonly<Record<string, Function>> | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface CallFunctionRequest {
  readonly name?: string | undefined
  readonly arguments?: readonly DynamicValue[] | undefined
}

export interface CallFunctionResponse {
  readonly result?: DynamicValue | undefined
  readonly error?: FunctionError | undefined
}

export interface ValidateStateStoreRequest {
  readonly type_name?: string | undefined
  readonly config?: DynamicValue | undefined
}

export interface ValidateStateStoreResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface ConfigureStateStoreRequest {
  readonly type_name?: string | undefined
  readonly config?: DynamicValue | undefined
  readonly capabilities?: StateStoreClientCapabilities | undefined
}

export interface ConfigureStateStoreResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly capabilities?: StateStoreServerCapabilities | undefined
}

export interface StateStoreClientCapabilities {
  readonly chunk_size?: string | undefined
}

export interface StateStoreServerCapabilities {
  readonly chunk_size?: string | undefined
}

export interface ReadStateBytesRequest {
  readonly type_name?: string | undefined
  readonly state_id?: string | undefined
}

export interface ReadStateBytesResponse {
  readonly bytes?: Uint8Array | undefined
  readonly total_length?: string | undefined
  readonly range?: StateRange | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface StateRange {
  readonly start?: string | undefined
  readonly end?: string | undefined
}

export interface WriteStateBytesRequestChunk {
  readonly meta?: RequestChunkMeta | undefined
  readonly bytes?: Uint8Array | undefined
  readonly total_length?: string | undefined
  readonly range?: StateRange | undefined
}

export interface WriteStateBytesResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface RequestChunkMeta {
  readonly type_name?: string | undefined
  readonly state_id?: string | undefined
}

export interface LockStateRequest {
  readonly type_name?: string | undefined
  readonly state_id?: string | undefined
  readonly operation?: string | undefined
}

export interface LockStateResponse {
  readonly lock_id?: string | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface UnlockStateRequest {
  readonly type_name?: string | undefined
  readonly state_id?: string | undefined
  readonly lock_id?: string | undefined
}

export interface UnlockStateResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface GetStatesRequest {
  readonly type_name?: string | undefined
}

export interface GetStatesResponse {
  readonly state_id?: readonly string[] | undefined
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface DeleteStateRequest {
  readonly type_name?: string | undefined
  readonly state_id?: string | undefined
}

export interface DeleteStateResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface PlanActionRequest {
  readonly action_type?: string | undefined
  readonly config?: DynamicValue | undefined
  readonly client_capabilities?: ClientCapabilities | undefined
}

export interface PlanActionResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
  readonly deferred?: Deferred | undefined
}

export interface InvokeActionRequest {
  readonly action_type?: string | undefined
  readonly config?: DynamicValue | undefined
  readonly client_capabilities?: ClientCapabilities | undefined
}

export interface InvokeActionEvent {
  readonly progress?: InvokeActionEventProgress | undefined
  readonly completed?: InvokeActionEventCompleted | undefined
  readonly type?: 'progress' | 'completed' | undefined
}

export interface InvokeActionEventProgress {
  readonly message?: string | undefined
}

export interface InvokeActionEventCompleted {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export interface ValidateActionConfigRequest {
  readonly type_name?: string | undefined
  readonly config?: DynamicValue | undefined
}

export interface ValidateActionConfigResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

export type StopProviderRequest = Readonly<Record<string, never>>

export interface StopProviderResponse {
  readonly Error?: string | undefined
}

export interface Timestamp {
  readonly seconds?: string | undefined
  readonly nanos?: number | undefined
}

export interface Requests {
  readonly GetMetadata: GetMetadataRequest
  readonly GetProviderSchema: GetProviderSchemaRequest
  readonly ValidateProviderConfig: ValidateProviderConfigRequest
  readonly ValidateResourceConfig: ValidateResourceConfigRequest
  readonly ValidateDataResourceConfig: ValidateDataResourceConfigRequest
  readonly UpgradeResourceState: UpgradeResourceStateRequest
  readonly GetResourceIdentitySchemas: GetResourceIdentitySchemasRequest
  readonly UpgradeResourceIdentity: UpgradeResourceIdentityRequest
  readonly ConfigureProvider: ConfigureProviderRequest
  readonly ReadResource: ReadResourceRequest
  readonly PlanResourceChange: PlanResourceChangeRequest
  readonly ApplyResourceChange: ApplyResourceChangeRequest
  readonly ImportResourceState: ImportResourceStateRequest
  readonly MoveResourceState: MoveResourceStateRequest
  readonly ReadDataSource: ReadDataSourceRequest
  readonly GenerateResourceConfig: GenerateResourceConfigRequest
  readonly ValidateEphemeralResourceConfig: ValidateEphemeralResourceConfigRequest
  readonly OpenEphemeralResource: OpenEphemeralResourceRequest
  readonly RenewEphemeralResource: RenewEphemeralResourceRequest
  readonly CloseEphemeralResource: CloseEphemeralResourceRequest
  readonly ListResource: ListResourceRequest
  readonly ValidateListResourceConfig: ValidateListResourceConfigRequest
  readonly GetFunctions: GetFunctionsRequest
  readonly CallFunction: CallFunctionRequest
  readonly ValidateStateStoreConfig: ValidateStateStoreRequest
  readonly ConfigureStateStore: ConfigureStateStoreRequest
  readonly ReadStateBytes: ReadStateBytesRequest
  readonly WriteStateBytes: WriteStateBytesRequestChunk
  readonly LockState: LockStateRequest
  readonly UnlockState: UnlockStateRequest
  readonly GetStates: GetStatesRequest
  readonly DeleteState: DeleteStateRequest
  readonly PlanAction: PlanActionRequest
  readonly InvokeAction: InvokeActionRequest
  readonly ValidateActionConfig: ValidateActionConfigRequest
  readonly StopProvider: StopProviderRequest
}

export interface Responses {
  readonly GetMetadata: GetMetadataResponse
  readonly GetProviderSchema: GetProviderSchemaResponse
  readonly ValidateProviderConfig: ValidateProviderConfigResponse
  readonly ValidateResourceConfig: ValidateResourceConfigResponse
  readonly ValidateDataResourceConfig: ValidateDataResourceConfigResponse
  readonly UpgradeResourceState: UpgradeResourceStateResponse
  readonly GetResourceIdentitySchemas: GetResourceIdentitySchemasResponse
  readonly UpgradeResourceIdentity: UpgradeResourceIdentityResponse
  readonly ConfigureProvider: ConfigureProviderResponse
  readonly ReadResource: ReadResourceResponse
  readonly PlanResourceChange: PlanResourceChangeResponse
  readonly ApplyResourceChange: ApplyResourceChangeResponse
  readonly ImportResourceState: ImportResourceStateResponse
  readonly MoveResourceState: MoveResourceStateResponse
  readonly ReadDataSource: ReadDataSourceResponse
  readonly GenerateResourceConfig: GenerateResourceConfigResponse
  readonly ValidateEphemeralResourceConfig: ValidateEphemeralResourceConfigResponse
  readonly OpenEphemeralResource: OpenEphemeralResourceResponse
  readonly RenewEphemeralResource: RenewEphemeralResourceResponse
  readonly CloseEphemeralResource: CloseEphemeralResourceResponse
  readonly ListResource: ListResourceEvent
  readonly ValidateListResourceConfig: ValidateListResourceConfigResponse
  readonly GetFunctions: GetFunctionsResponse
  readonly CallFunction: CallFunctionResponse
  readonly ValidateStateStoreConfig: ValidateStateStoreResponse
  readonly ConfigureStateStore: ConfigureStateStoreResponse
  readonly ReadStateBytes: ReadStateBytesResponse
  readonly WriteStateBytes: WriteStateBytesResponse
  readonly LockState: LockStateResponse
  readonly UnlockState: UnlockStateResponse
  readonly GetStates: GetStatesResponse
  readonly DeleteState: DeleteStateResponse
  readonly PlanAction: PlanActionResponse
  readonly InvokeAction: InvokeActionEvent
  readonly ValidateActionConfig: ValidateActionConfigResponse
  readonly StopProvider: StopProviderResponse
}
