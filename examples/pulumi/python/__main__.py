import pulumi
import pulumi_dbtcloud as dbtcloud

okta = dbtcloud.ScimConfigToken("okta", name="okta-scim")

# A secret: encrypted in the state, masked on the screen.
pulumi.export("scimToken", okta.token_string)
# The token's id. okta.id would be the text "missing ID".
pulumi.export("scimTokenId", okta.scim_config_token_id)
