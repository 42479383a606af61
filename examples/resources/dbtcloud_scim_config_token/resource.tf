resource "dbtcloud_scim_config_token" "okta" {
  name = "okta-scim"
}

# The token is told once and kept in the state from then on. Give it to the identity provider.
output "okta_scim_token" {
  value     = dbtcloud_scim_config_token.okta.token_string
  sensitive = true
}
