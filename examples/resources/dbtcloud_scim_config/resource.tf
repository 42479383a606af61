resource "dbtcloud_scim_config" "this" {
  enabled                      = true
  manual_updates_allowed       = false
  scim_controlled_license_type = true
}
