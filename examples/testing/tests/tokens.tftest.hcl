variables {
  identity_providers = ["okta", "entra"]
}

run "creates_a_token_for_each_identity_provider" {
  assert {
    condition     = length(distinct(values(output.tokens))) == 2
    error_message = "Each identity provider must have its own token."
  }

  assert {
    condition     = dbtcloud_scim_config.this.enabled
    error_message = "SCIM must be enabled."
  }
}

run "keeps_the_tokens_when_another_setting_changes" {
  variables {
    manual_updates = true
  }

  assert {
    condition     = output.token_ids == run.creates_a_token_for_each_identity_provider.token_ids
    error_message = "Changing a SCIM setting must not replace a token."
  }
}

run "keeps_the_other_tokens_when_one_is_removed" {
  variables {
    identity_providers = ["okta"]
  }

  assert {
    condition     = output.tokens["okta"] == run.creates_a_token_for_each_identity_provider.tokens["okta"]
    error_message = "The token for okta must not change."
  }
}
