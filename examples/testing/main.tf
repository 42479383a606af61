variable "identity_providers" {
  description = "The names of the identity providers that manage users and groups."
  type        = set(string)
}

variable "manual_updates" {
  description = "Whether users can be updated manually in dbt Cloud."
  type        = bool
  default     = false
}

resource "dbtcloud_scim_config" "this" {
  enabled                      = true
  manual_updates_allowed       = var.manual_updates
  scim_controlled_license_type = false
}

resource "dbtcloud_scim_config_token" "each" {
  for_each = var.identity_providers
  name     = "scim-${each.key}"

  depends_on = [dbtcloud_scim_config.this]
}

output "tokens" {
  description = "The SCIM token of each identity provider."
  value       = { for name, token in dbtcloud_scim_config_token.each : name => token.token_string }
  sensitive   = true
}

output "token_ids" {
  description = "The ID of each token."
  value       = { for name, token in dbtcloud_scim_config_token.each : name => token.id }
}
