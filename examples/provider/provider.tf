terraform {
  required_providers {
    dbtcloud = {
      source = "dbt-labs/dbtcloud"
    }
  }
}

# Reads DBT_CLOUD_TOKEN, DBT_CLOUD_ACCOUNT_ID, and DBT_CLOUD_HOST_URL from the environment.
provider "dbtcloud" {}
