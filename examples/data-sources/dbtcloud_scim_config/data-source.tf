data "dbtcloud_scim_config" "this" {}

output "scim_enabled" {
  value = data.dbtcloud_scim_config.this.enabled
}
