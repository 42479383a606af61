# One token for each generation. While two are listed, both are live.
variable "generations" {
  type    = set(string)
  default = ["2026"]
}

resource "dbtcloud_scim_config_token" "okta" {
  for_each = var.generations
  name     = "okta-scim-${each.key}"
}

output "okta_scim_tokens" {
  value     = { for generation, token in dbtcloud_scim_config_token.okta : generation => token.token_string }
  sensitive = true
}

# A generation that the identity provider has used has a time here.
output "okta_scim_last_used" {
  value = { for generation, token in dbtcloud_scim_config_token.okta : generation => token.last_used }
}
