import { scim } from './answer.ts'
import type { Context, Route } from './route.ts'
import { scimTokens } from './scim-tokens.ts'

const unauthorized = () =>
  scim(401, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '401',
    detail: 'The bearer token is invalid.',
  })

const unsupported = { supported: false }

/** RFC 7643, section 5. */
const serviceProviderConfig = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 100 },
  changePassword: unsupported,
  sort: unsupported,
  etag: unsupported,
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'OAuth Bearer Token',
      description: 'A SCIM token of the account.',
    },
  ],
}

/** Using an existing token sets its `last_used`. */
const describeService = ({ account, credential }: Context) => {
  const tokens = scimTokens(account)
  const live = tokens.list().find(({ token_string }) => token_string === credential?.token)
  if (live === undefined || credential?.scheme !== 'Bearer') return unauthorized()
  tokens.markUsed(live.id)
  return scim(200, serviceProviderConfig)
}

export const scimV2Routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/v3/accounts/{account_id}/scim/v2/ServiceProviderConfig',
    access: 'own',
    feature: 'scim',
    handle: describeService,
  },
]
