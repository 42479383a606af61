import type { ServerResponse } from 'node:http'
import { parseJson } from '../../../src/api/json.ts'
import { frame, type Handler, refusal, type Seen, sendJson } from './server.ts'

export interface Token {
  readonly id: number
  readonly name: string
  readonly last_used: string | null
  readonly created_at: string
  readonly token_string?: string
}

/** What becomes of one POST. */
export type Fate =
  | 'made'
  | 'made, answered 500'
  | 'not made, answered 500'
  | 'made late, answered 500'
  | 'made, answer lost'
  | 'made, answer cut off'
  | 'made, answered in HTML'
  | 'made, no secret returned'
  | `made, secret ${string}`
  | `made, answered by a gateway with ${number}`
  | `not made, answered by a gateway with ${number}`
  | `made, answered with id ${string}`
  | 'made, used, answered 500'
  | 'refused'
  | 'made, never answered'
  | 'not made, answered 408'

export const secretOf = (id: number): string => `scim-secret-number-${id}`

const cutOff = (response: ServerResponse, answer: string): void => {
  response.writeHead(200, { 'content-length': answer.length })
  response.write(answer.slice(0, 40), () => response.destroy())
}

/** A page with the status at the end of the fate. */
const answerAsGateway = (fate: Fate, response: ServerResponse): void => {
  const status = Number(fate.slice(-3))
  response.writeHead(status, status < 400 ? { location: '/login' } : {}).end('<p>Blocked</p>')
}

/** The SCIM tokens of an account, with creates that fail in the given ways. */
export class TokenSite {
  readonly tokens = new Map<number, Token>()
  readonly fates: Fate[] = []
  /** The time of the site: it dates answers by it and stamps tokens. */
  now: () => number = Date.now
  /** False: answers have no Date header. */
  isDated = true
  /** How many listings pass before a late create is committed. */
  lateness = 1
  deleteStatus = 204
  complete = true
  /** How many listings still show a deleted token. */
  stale = 0
  /** How the site stores a name. */
  storedName = (name: string): string => name
  /** Done when a DELETE arrives, before it. */
  onDelete: (id: number) => void = () => {}
  /** The listings, counted from 1, that do not show anything yet. */
  readonly blind = new Set<number>()
  /** From this listing on, they are answered 500. */
  failListingsFrom = Number.POSITIVE_INFINITY
  /** Done when a POST arrives, beside it. */
  onPost: () => void = () => {}
  /** Done when a listing is asked for, before its answer. */
  onList: () => void = () => {}
  /** Listings are never answered. */
  hangListings = false
  posts = 0
  listings = 0
  /** Called when a response is never sent. */
  onHanging: (response: ServerResponse) => void = () => {}
  #next = 1
  #ghost: Token | undefined
  readonly #late: { at: number; token: Token }[] = []

  readonly handler: Handler = (seen, response) => {
    response.sendDate = false
    if (this.isDated) response.setHeader('date', new Date(this.now()).toUTCString())
    const id = /tokens\/(\d+)\/$/.exec(seen.url)?.[1]
    if (seen.method === 'POST') return this.#post(seen, response)
    if (id === undefined) return this.#list(response)
    return seen.method === 'DELETE'
      ? this.#delete(Number(id), response)
      : this.#get(Number(id), response)
  }

  /** Someone else's create. */
  add(name: string, last_used: string | null = null): number {
    const token = this.#make(name, last_used)
    this.tokens.set(token.id, token)
    return token.id
  }

  #make(name: string, last_used: string | null): Token {
    const id = this.#next
    this.#next += 1
    return { id, name, last_used, created_at: new Date(this.now()).toISOString() }
  }

  #list(response: ServerResponse): void {
    this.listings += 1
    this.onList()
    if (this.hangListings) return
    if (this.listings >= this.failListingsFrom) {
      return sendJson(response, 500, refusal(500, 'Oh.'))
    }
    for (const { at, token } of this.#late) {
      if (at === this.listings) this.tokens.set(token.id, token)
    }
    const data = this.blind.has(this.listings) ? [] : [...this.tokens.values()]
    if (this.#ghost && this.stale > 0) {
      this.stale -= 1
      data.push(this.#ghost)
    }
    const total_count = data.length + (this.complete ? 0 : 1)
    const pagination = { count: this.complete ? data.length : total_count, total_count }
    sendJson(response, 200, frame(data, { pagination }))
  }

  #get(id: number, response: ServerResponse): void {
    const token = this.tokens.get(id)
    if (token) sendJson(response, 200, frame(token))
    else sendJson(response, 404, refusal(404, 'Not found.'))
  }

  #delete(id: number, response: ServerResponse): void {
    if (this.deleteStatus !== 204) {
      sendJson(response, this.deleteStatus, refusal(this.deleteStatus, 'Not today.'))
      return
    }
    this.onDelete(id)
    const token = this.tokens.get(id)
    if (!token) return sendJson(response, 404, refusal(404, 'Not found.'))
    this.#ghost = token
    this.tokens.delete(id)
    response.writeHead(204).end()
  }

  #post(seen: Seen, response: ServerResponse): void {
    this.posts += 1
    const fate = this.fates.shift() ?? 'made'
    // `as`: the tests send what the endpoint takes.
    const name = this.storedName((parseJson(seen.body) as { name: string }).name)
    if (fate === 'refused') return sendJson(response, 400, refusal(400, 'The name is taken.'))
    if (fate === 'not made, answered 408') return sendJson(response, 408, refusal(408, 'Slow.'))
    if (fate.startsWith('not made, answered by')) return answerAsGateway(fate, response)
    if (fate.startsWith('not made')) return sendJson(response, 500, refusal(500, 'Oh.'))
    const token = this.#make(name, null)
    if (fate.startsWith('made late')) this.#late.push({ at: this.listings + this.lateness, token })
    else this.tokens.set(token.id, { ...token, last_used: fate.includes('used') ? 'today' : null })
    this.onPost()
    return this.#answer(fate, token, response)
  }

  #answer(fate: Fate, token: Token, response: ServerResponse): void {
    const answer = JSON.stringify(frame({ ...token, token_string: secretOf(token.id) }))
    if (fate.endsWith('500')) return sendJson(response, 500, refusal(500, 'Oh.'))
    if (fate.startsWith('made, answered by')) return answerAsGateway(fate, response)
    if (fate.startsWith('made, secret'))
      return sendJson(
        response,
        200,
        frame({ ...token, token_string: fate.slice('made, secret '.length) }),
      )
    if (fate.endsWith('lost')) return void response.destroy()
    if (fate.endsWith('HTML')) return void response.end('<p>Welcome</p>')
    if (fate.startsWith('made, answered with id')) {
      const id = fate.slice('made, answered with id'.length).trim()
      return void response.end(answer.replace(/"id":\d+,/, id === 'none' ? '' : `"id":${id},`))
    }
    if (fate.endsWith('no secret returned')) return sendJson(response, 200, frame(token))
    if (fate.endsWith('never answered')) return this.onHanging(response)
    if (fate.endsWith('cut off')) return cutOff(response, answer)
    response.end(answer)
  }
}
