import { found, listed, noContent } from './answer.ts'
import type { Json } from './exact-json.ts'
import { absent } from './refusal.ts'
import type { Context, Route } from './route.ts'
import { type ScimToken, scimTokens } from './scim-tokens.ts'

/** A token as it is returned after its creation: without the secret. */
const encodeToken = ({ token_string: _secret, ...rest }: ScimToken): Json => rest

const create = ({ account, body }: Context) => {
  // The body matches the documented schema.
  const { name } = body as { readonly name: string }
  return found({ ...scimTokens(account).add(name) })
}

const read = ({ account, id }: Context) => {
  const token = scimTokens(account).collection.find(id())
  if (token === undefined) throw absent()
  return found(encodeToken(token))
}

const remove = ({ account, id }: Context) => {
  const tokens = scimTokens(account).collection
  if (tokens.find(id()) === undefined) throw absent()
  tokens.delete(id())
  return noContent()
}

const collection = '/api/v3/accounts/{account_id}/scim-config/tokens/'
const single = `${collection}{id}/`

export const scimConfigTokenRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: collection,
    feature: 'scim',
    lists: true,
    handle: ({ account, page }) => listed(page(scimTokens(account).collection), encodeToken),
  },
  { method: 'POST', path: collection, feature: 'scim', handle: create },
  { method: 'GET', path: single, feature: 'scim', handle: read },
  { method: 'DELETE', path: single, feature: 'scim', handle: remove },
]
