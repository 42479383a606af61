variable "dbt_cloud_token" {
  type      = string
  sensitive = true
}

provider "dbtcloud" {
  host_url   = "https://ab123.us1.dbt.com/api"
  account_id = 12345
  token      = var.dbt_cloud_token

  timeout_seconds = 60
  max_retries     = 5
}
