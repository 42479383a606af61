import { isTrue } from '../schema/guarded.ts'
import type { AnyProvider, HostName, Log } from '../schema/provider.ts'
import type { AnyDataSource, AnyResource, Complaint } from '../schema/resource.ts'
import { complain } from './diagnostics.ts'
import type { Diagnostic } from './proto.ts'

/**
 * Whether one host started the process for one command, or a person did, so that hosts attach to it one after the
 * other.
 */
export type Mode = 'hosted' | 'debug'

/** Everything that a provider process keeps between calls. */
export interface Session {
  readonly provider: AnyProvider
  readonly log: Log
  /** Set by each ConfigureProvider; a debug process sees many. */
  client: Client | undefined
  readonly mode: Mode
  /** Known from ConfigureProvider on. */
  host: HostName
  /** Aborted by StopProvider. */
  stop: AbortController
  /** Warnings of the client that belong to no single call. Each is shown once. */
  readonly notices: Map<string, Notice>
}

interface Client {
  readonly api: unknown
  /** The preflights so far, by the type of the resource. */
  readonly preflights: Map<string, Promise<void>>
}

interface Notice extends Complaint {
  isShown: boolean
}

export const startSession = (provider: AnyProvider, log: Log, mode: Mode): Session => ({
  provider,
  log,
  mode,
  host: 'terraform',
  client: undefined,
  stop: new AbortController(),
  notices: new Map(),
})

/** Keeps a warning for the next response. The same one is shown once for each configuration. */
export const notice = ({ notices }: Session, summary: string, detail: string): void => {
  if (!notices.has(summary))
    notices.set(summary, { severity: 'warning', summary, detail, isShown: false })
}

/** The warnings that no response has carried yet. */
export const takeNotices = ({ notices }: Session): readonly Diagnostic[] => {
  const pending = [...notices.values()].filter(({ isShown }) => !isShown)
  for (const one of pending) one.isShown = true
  return pending.map(complain)
}

/** Raised when a host asks for a type that the provider does not have. */
export class UnknownTypeError extends Error {
  readonly type: string
  constructor(type: string, word: string) {
    super(
      `This provider has no ${word} named ${JSON.stringify(type)}. Check the name, or upgrade the provider.`,
    )
    this.name = 'UnknownTypeError'
    this.type = type
  }
}

/** Raised when a host asks for an object before it has configured the provider. */
export class UnconfiguredError extends Error {
  constructor() {
    super('The host has not configured the provider yet.')
    this.name = 'UnconfiguredError'
  }
}

/** The full type name: the provider's prefix, then its own. */
export const typeName = ({ name }: AnyProvider, { type }: { readonly type: string }): string =>
  `${name}_${type}`

const find = <T extends { readonly type: string }>(
  [provider, list]: readonly [AnyProvider, readonly T[]],
  name: string | undefined,
  word: string,
): T => {
  const found = list.find((one) => typeName(provider, one) === name)
  if (found === undefined) throw new UnknownTypeError(String(name), word)
  return found
}

export const findResource = ({ provider }: Session, name: string | undefined): AnyResource =>
  find([provider, provider.resources], name, 'resource')

export const findDataSource = ({ provider }: Session, name: string | undefined): AnyDataSource =>
  find([provider, provider.dataSources], name, 'data source')

/** Whether an error means that the object does not exist. If `isAbsent` itself fails, it does not. */
export const isAbsent = ({ provider }: Session, error: unknown): boolean =>
  isTrue(() => provider.isAbsent(error))

/** @throws UnconfiguredError */
export const configuredApi = ({ client }: Session): unknown => {
  if (client === undefined) throw new UnconfiguredError()
  return client.api
}
