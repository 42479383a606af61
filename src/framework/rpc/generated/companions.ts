// Made by scripts/proto.ts from proto/*.proto. Not to be edited.

export type Empty = Readonly<Record<string, never>>

export interface StdioData {
  readonly channel?: StdioDataChannel | undefined
  readonly data?: Uint8Array | undefined
}

export type StdioDataChannel = 'INVALID' | 'STDOUT' | 'STDERR'

export interface ConnInfo {
  readonly service_id?: number | undefined
  readonly network?: string | undefined
  readonly address?: string | undefined
  readonly knock?: ConnInfoKnock | undefined
}

export interface ConnInfoKnock {
  readonly knock?: boolean | undefined
  readonly ack?: boolean | undefined
  readonly error?: string | undefined
}

export interface HealthCheckRequest {
  readonly service?: string | undefined
}

export interface HealthCheckResponse {
  readonly status?: HealthCheckResponseServingStatus | undefined
}

export type HealthCheckResponseServingStatus = 'UNKNOWN' | 'SERVING' | 'NOT_SERVING' | 'SERVICE_UNKNOWN'

export type HealthListRequest = Readonly<Record<string, never>>

export interface HealthListResponse {
  readonly statuses?: Readonly<Record<string, HealthCheckResponse>> | undefined
}

export interface Requests {
  readonly Shutdown: Empty
  readonly StreamStdio: Empty
  readonly StartStream: ConnInfo
  readonly Check: HealthCheckRequest
  readonly List: HealthListRequest
  readonly Watch: HealthCheckRequest
}

export interface Responses {
  readonly Shutdown: Empty
  readonly StreamStdio: StdioData
  readonly StartStream: ConnInfo
  readonly Check: HealthCheckResponse
  readonly List: HealthListResponse
  readonly Watch: HealthCheckResponse
}
