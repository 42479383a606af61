# One token for each generation. Both tokens exist while two generations are listed.
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

# The time is null until the identity provider uses the token.
output "okta_scim_last_used" {
  value = { for generation, token in dbtcloud_scim_config_token.okta : generation => token.last_used }
}
