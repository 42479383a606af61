import * as dbtcloud from '@pulumi/dbtcloud'

const okta = new dbtcloud.ScimConfigToken('okta', { name: 'okta-scim' })

// A secret: Pulumi encrypts it in the state and does not show it.
export const scimToken = okta.tokenString
// The ID of the token. The value of `okta.id` is the text "missing ID".
export const scimTokenId = okta.scimConfigTokenId
