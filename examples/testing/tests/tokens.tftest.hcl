variables {
  identity_providers = ["okta", "entra"]
}

run "makes_a_token_for_each_identity_provider" {
  assert {
    condition     = length(distinct(values(output.tokens))) == 2
    error_message = "Each identity provider must have a token of its own."
  }

  assert {
    condition     = dbtcloud_scim_config.this.enabled
    error_message = "SCIM must be switched on."
  }
}

run "keeps_the_tokens_when_another_setting_changes" {
  variables {
    manual_updates = true
  }

  assert {
    condition     = output.token_ids == run.makes_a_token_for_each_identity_provider.token_ids
    error_message = "A setting of SCIM must not replace a token."
  }
}

run "leaves_the_others_alone_when_one_goes" {
  variables {
    identity_providers = ["okta"]
  }

  assert {
    condition     = output.tokens["okta"] == run.makes_a_token_for_each_identity_provider.tokens["okta"]
    error_message = "The token of okta must stay what it was."
  }
}
