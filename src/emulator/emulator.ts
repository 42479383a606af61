import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AccountSeed, Permission } from './account.ts'
import { type ConditionOptions, createConditions } from './conditions.ts'
import type { Id } from './exact-json.ts'
import type { Fault, Hold, Match } from './fault.ts'
import { Faults } from './faults.ts'
import type { RequestEntry } from './request-log.ts'
import { type ScimTokens, scimTokens } from './scim-tokens.ts'
import { type Service as Parts, serve } from './serve.ts'
import { decodeState, encodeState } from './state.ts'
import { World } from './world.ts'

export interface EmulatorOptions extends ConditionOptions {
  /** Default: 0, which selects a free port. */
  readonly port?: number
  /** Default: 127.0.0.1. */
  readonly host?: string
  /** Default: `[defaultAccount]`. */
  readonly accounts?: readonly AccountSeed[]
  readonly clock?: () => Date
  /** The saved state of an emulator with these accounts. */
  readonly state?: string | undefined
  /** Called when a request is answered or dropped. */
  readonly log?: (entry: RequestEntry) => void
}

/** dbt Cloud in memory, over HTTP. */
export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** The value for the provider's `host_url`: `url` plus `/api`. */
  readonly host_url: string
  /** Every request since the start or the last `clear`, in order of arrival. */
  readonly requests: readonly RequestEntry[]
  /** Rows per page. Listings accept limit and offset only while it is set. Default: undefined, one page with everything. */
  paged: number | undefined
  /** Forgets the requests and ends all faults. */
  clear(): void
  /** Stops listening, and ends open connections and faults. Pending late effects never happen. */
  close(): Promise<void>
  /** Direct access to the SCIM tokens of an account, including secrets. Throws RangeError for an unknown account. */
  tokens(account: Id): ScimTokens
  /** Its whole state, including secrets, for the option `state` of another emulator. */
  save(): string
  /** The ID of the next created object. Later objects get the following IDs. */
  setNextId(id: Id): void
  /** Moves the emulator's clock, and so its Date header, this many milliseconds ahead. */
  advance(ms: number): void
  /** Sets a fault. The oldest active fault that matches a request applies to it. */
  fail(match: Match, fault: Fault): Hold
  /** Sets what the credentials of an account can see. Throws RangeError for an unknown account. */
  permit(account: Id, permission: Permission): void
}

/** The default account. Its token is public, because it only works with an emulator. */
export const defaultAccount: AccountSeed = { id: 1, token: 'emulator' }

/**
 * Listens on loopback. Rejects if the port is in use.
 * @throws StateError
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const { accounts = [defaultAccount], clock = () => new Date(), log = () => {} } = options
  const world = new World(accounts, clock)
  if (options.state !== undefined) decodeState(world, options.state)
  const conditions = createConditions(options, () => clock().getTime())
  const parts: Parts = { world, conditions, faults: new Faults(world), requests: [], log }
  const server = createServer(serve(parts))
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1')
  await once(server, 'listening')
  return new Listening(server, parts)
}

const addressOf = (server: Server): string => {
  // A server that listens on TCP has an AddressInfo.
  const { address, family, port } = server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

class Listening implements Emulator {
  readonly url: string
  readonly host_url: string
  readonly requests: readonly RequestEntry[]
  readonly #server: Server
  readonly #parts: Parts

  constructor(server: Server, parts: Parts) {
    this.#server = server
    this.#parts = parts
    this.url = addressOf(server)
    this.host_url = `${this.url}/api`
    this.requests = parts.requests
  }

  get paged(): number | undefined {
    return this.#parts.world.paged
  }

  set paged(rows: number | undefined) {
    this.#parts.world.paged = rows
  }

  clear(): void {
    this.#parts.requests.length = 0
    this.#parts.faults.release()
  }

  async close(): Promise<void> {
    this.#parts.faults.abandon()
    const closed = this.#server[Symbol.asyncDispose]()
    this.#server.closeAllConnections()
    await closed
  }

  tokens(account: Id): ScimTokens {
    return scimTokens(this.#parts.world.account(account))
  }

  save(): string {
    return encodeState(this.#parts.world)
  }

  setNextId(id: Id): void {
    this.#parts.world.setNextId(id)
  }

  advance(ms: number): void {
    this.#parts.world.advance(ms)
  }

  fail(match: Match, fault: Fault): Hold {
    return this.#parts.faults.add(match, fault)
  }

  permit(account: Id, permission: Permission): void {
    this.#parts.world.account(account).permission = permission
  }
}
