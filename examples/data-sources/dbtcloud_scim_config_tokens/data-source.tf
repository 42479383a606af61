data "dbtcloud_scim_config_tokens" "all" {}

output "unused_scim_tokens" {
  value = [for token in data.dbtcloud_scim_config_tokens.all.tokens : token.name if token.last_used == null]
}
