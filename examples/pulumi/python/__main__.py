import pulumi
import pulumi_dbtcloud as dbtcloud

okta = dbtcloud.ScimConfigToken("okta", name="okta-scim")

# A secret: Pulumi encrypts it in the state and does not show it.
pulumi.export("scimToken", okta.token_string)
# The ID of the token. The value of okta.id is the text "missing ID".
pulumi.export("scimTokenId", okta.scim_config_token_id)
