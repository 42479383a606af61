import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AccountSeed, Permission } from './account.ts'
import type { Id } from './exact-json.ts'
import type { Fault, Hold, Match } from './fault.ts'
import { Faults } from './faults.ts'
import type { RequestEntry } from './request-log.ts'
import { type ScimTokens, scimTokens } from './scim-tokens.ts'
import { type Service as Parts, serve } from './serve.ts'
import { decodeState, encodeState } from './state.ts'
import { createWeather, type WeatherOptions } from './weather.ts'
import { World } from './world.ts'

export interface EmulatorOptions extends WeatherOptions {
  /** 0, a free one, unless told. */
  readonly port?: number
  /** 127.0.0.1 unless told. */
  readonly host?: string
  /** `[defaultAccount]` unless told. */
  readonly accounts?: readonly AccountSeed[]
  readonly clock?: () => Date
  /** What an emulator of these accounts has saved. */
  readonly state?: string | undefined
  /** Called as each request is answered or dropped. */
  readonly log?: (entry: RequestEntry) => void
}

/** dbt Cloud in memory, over HTTP. */
export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** What the provider's `host_url` wants: `url` and `/api`. */
  readonly host_url: string
  /** Every request since the start or the last `clear`, in order of arrival. */
  readonly requests: readonly RequestEntry[]
  /** Rows on a page; listings take limit and offset only while it is set. Undefined, the default: one page of all. */
  paged: number | undefined
  /** Forgets the requests and ends all faults. */
  clear(): void
  /** Stops listening, ends open connections and faults; late effects that are still due never come. */
  close(): Promise<void>
  /** The SCIM tokens of an account, secrets included, past HTTP. Throws RangeError for an unknown account. */
  tokens(account: Id): ScimTokens
  /** Everything it remembers, secrets included, for the option `state` of another one. */
  save(): string
  /** The id of the next object created; later ones follow it. */
  setNextId(id: Id): void
  /** Sets a fault. The oldest one that matches a request and is not spent strikes it. */
  fail(match: Match, fault: Fault): Hold
  /** What the credentials of an account may see from now on. Throws RangeError for an unknown account. */
  permit(account: Id, permission: Permission): void
}

/** The account there is when none is named. Its token is public: it opens nothing but an emulator. */
export const defaultAccount: AccountSeed = { id: 1, token: 'emulator' }

/**
 * Listens on loopback. Rejects when the port is taken.
 * @throws StateError
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const { accounts = [defaultAccount], clock = () => new Date(), log = () => {} } = options
  const world = new World(accounts, clock)
  if (options.state !== undefined) decodeState(world, options.state)
  const weather = createWeather(options, () => clock().getTime())
  const parts: Parts = { world, weather, faults: new Faults(world), requests: [], log }
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

  fail(match: Match, fault: Fault): Hold {
    return this.#parts.faults.add(match, fault)
  }

  permit(account: Id, permission: Permission): void {
    this.#parts.world.account(account).permission = permission
  }
}
