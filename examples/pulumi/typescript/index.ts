import * as dbtcloud from '@pulumi/dbtcloud'

const okta = new dbtcloud.ScimConfigToken('okta', { name: 'okta-scim' })

// A secret: encrypted in the state, masked on the screen.
export const scimToken = okta.tokenString
// The token's id. `okta.id` would be the text "missing ID".
export const scimTokenId = okta.scimConfigTokenId
