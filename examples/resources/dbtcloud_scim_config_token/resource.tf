resource "dbtcloud_scim_config_token" "okta" {
  name = "okta-scim"
}

# Enter this value at the identity provider.
output "okta_scim_token" {
  value     = dbtcloud_scim_config_token.okta.token_string
  sensitive = true
}
