# By the id of the account, which has one SCIM configuration.
terraform import dbtcloud_scim_config.this 12345
