# The import ID is the numeric ID of the token.
terraform import dbtcloud_scim_config_token.okta 12345
