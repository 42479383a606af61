# The import ID is the account ID.
terraform import dbtcloud_scim_config.this 12345
