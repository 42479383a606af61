# By the token's numeric id. Its value cannot be imported: dbt Cloud never tells it again.
terraform import dbtcloud_scim_config_token.okta 12345
