import type { Account } from './account.ts'
import { type Answer, html, problem } from './answer.ts'
import { checkBody, checkQuery } from './check.ts'
import type { EndpointFacts } from './endpoint-facts.ts'
import { type Id, idOf } from './exact-json.ts'
import { facts } from './generated/facts.ts'
import { type ListingFault, listingPages } from './listing.ts'
import { absent, Refusal } from './refusal.ts'
import { type Credential, type Matched, matchPath, type Route } from './route.ts'
import { routes } from './routes.ts'
import type { World } from './world.ts'

/** A request without its socket. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly authorization: string | undefined
  readonly body: string
}

const factsByEndpoint = new Map(facts.map((entry) => [`${entry.method} ${entry.path}`, entry]))

const factsOf = ({ method, path }: Route): EndpointFacts => {
  const entry = factsByEndpoint.get(`${method} ${path}`)
  if (entry === undefined)
    throw new Error(`The facts do not contain ${method} ${path}. Generate them again.`)
  return entry
}

const integer = (text: string | undefined): Id => {
  if (text === undefined || !/^\d+$/.test(text)) throw absent()
  return idOf(text)
}

const credentialOf = (authorization: string | undefined): Credential | undefined => {
  const [, scheme, token] = /^(Token|Bearer) (\S+)$/.exec(authorization ?? '') ?? []
  if (token === undefined) return undefined
  return { scheme: scheme === 'Token' ? 'Token' : 'Bearer', token }
}

/** The accounts that a request can access. */
const openedAccounts = (world: World, route: Route, credential: Credential | undefined) => {
  if (route.access === 'own') return world.accounts
  const opened = world.accounts.filter(({ token }) => token === credential?.token)
  if (opened.length === 0) throw new Refusal(problem(401, 'The token is missing or invalid.'))
  return opened
}

/** Whether the account's credentials cannot see the object in the path. */
const isHidden = ({ permission }: Account, { route, params }: Matched): boolean => {
  if (route.access === 'own' || params['account_id'] === undefined) return false
  return permission === 'none' || (permission === 'listed' && params['id'] !== undefined)
}

const accountOf = (accounts: readonly Account[], { route, params }: Matched): Account => {
  const id = params['account_id']
  const account = id === undefined ? accounts[0] : accounts.find((one) => one.id === integer(id))
  if (account === undefined || isHidden(account, { route, params })) throw absent()
  if (route.feature !== undefined && !account.features.has(route.feature))
    throw new Refusal(
      problem(403, `The plan of this account does not include ${route.feature.toUpperCase()}.`),
    )
  return account
}

/** Throws the Refusal for an unknown path or method. */
const routeOf = ({ method, path }: Call): Matched => {
  const candidates = matchPath(routes, path)
  if (candidates.length === 0) throw new Refusal(html(404))
  const matched = candidates.find(({ route }) => route.method === method)
  if (matched === undefined) throw new Refusal(problem(405, `Method ${method} is not allowed.`))
  return matched
}

const dispatch = (world: World, call: Call, active: ListingFault | undefined): Answer => {
  const matched = routeOf(call)
  const { route, params } = matched
  const credential = credentialOf(call.authorization)
  const opened = openedAccounts(world, route, credential)
  const account = accountOf(opened, matched)
  const { query, body } = factsOf(route)
  const pages = listingPages(world.paged, active)
  checkQuery(route.lists ? { ...query, ...pages.parameters } : query, call.query)
  return route.handle({
    account,
    accounts: opened.filter(({ permission }) => permission !== 'none'),
    credential,
    id: () => integer(params['id']),
    body: checkBody(body, call.body),
    page: (collection) => pages.page(collection, call.query),
  })
}

/** Performs the call atomically, and returns the response. */
export const handle = (world: World, call: Call, active: ListingFault | undefined): Answer => {
  try {
    return dispatch(world, call, active)
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    throw error
  }
}
