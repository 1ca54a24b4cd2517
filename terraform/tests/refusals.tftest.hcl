# What loses or doubles records, or cannot work, fails the plan.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  function_zip = "versions.tf"
}

run "refuses_a_visibility_timeout_shorter_than_six_timeouts_and_the_window" {
  command = plan

  variables {
    visibility_timeout = 724
  }

  expect_failures = [aws_lambda_event_source_mapping.source]
}

run "refuses_a_dead_letter_retention_not_longer_than_the_sources" {
  command = plan

  variables {
    retention_days             = 13
    dead_letter_retention_days = 13
  }

  expect_failures = [aws_sqs_queue.dead_letter]
}

run "refuses_batches_that_need_more_of_the_quota_than_half_the_timeout_gives" {
  command = plan

  variables {
    batch_size = 121
  }

  expect_failures = [aws_lambda_event_source_mapping.source]
}

run "refuses_more_invocations_than_the_quota_has_room_for" {
  command = plan

  variables {
    maximum_concurrency = 3
  }

  expect_failures = [aws_lambda_event_source_mapping.source]
}

run "refuses_a_lower_limit_that_batches_do_not_fit_into" {
  command = plan

  variables {
    keap_minute_limit = 199
  }

  expect_failures = [aws_lambda_event_source_mapping.source]
}

run "refuses_a_concurrency_below_lambdas_lowest" {
  command = plan

  variables {
    maximum_concurrency = 1
  }

  expect_failures = [var.maximum_concurrency]
}

run "refuses_large_batches_without_a_window" {
  command = plan

  variables {
    batching_window = 0
  }

  expect_failures = [aws_lambda_event_source_mapping.source]
}

run "refuses_a_native_image_for_an_unknown_architecture" {
  command = plan

  variables {
    function_runtime = "provided.al2023"
  }

  expect_failures = [aws_lambda_function.sync]
}

run "refuses_a_runtime_that_the_function_has_not" {
  command = plan

  variables {
    function_runtime = "java17"
  }

  expect_failures = [var.function_runtime]
}

run "refuses_another_runtime_than_the_zip_was_built_for" {
  command = plan

  variables {
    function_zip     = "tests/native/function.zip"
    function_runtime = "java21"
  }

  expect_failures = [aws_lambda_function.sync]
}

run "refuses_another_architecture_than_the_zip_was_built_for" {
  command = plan

  variables {
    function_zip          = "tests/native/function.zip"
    function_architecture = "x86_64"
  }

  expect_failures = [aws_lambda_function.sync]
}

run "refuses_a_zip_that_is_not_there" {
  command = plan

  variables {
    function_zip = "none.zip"
  }

  expect_failures = [var.function_zip]
}

run "refuses_a_timeout_that_one_keap_call_could_use_up" {
  command = plan

  variables {
    function_timeout = 59
  }

  expect_failures = [var.function_timeout]
}

run "refuses_a_retention_that_leaves_the_dead_letter_queue_no_day" {
  command = plan

  variables {
    retention_days = 14
  }

  expect_failures = [var.retention_days]
}

run "refuses_a_secret_that_refresh_could_not_write" {
  command = plan

  variables {
    oauth                  = true
    credentials_parameter  = "/aws/reference/secretsmanager/keap"
    credentials_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:keap-AbCdEf"
  }

  expect_failures = [aws_lambda_function.sync]
}

run "refuses_a_secret_without_its_arn" {
  command = plan

  variables {
    credentials_parameter = "/aws/reference/secretsmanager/keap"
  }

  expect_failures = [aws_lambda_function.sync]
}

run "refuses_a_secret_of_which_every_one_is_meant" {
  command = plan

  variables {
    credentials_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:*"
    credentials_parameter  = "/aws/reference/secretsmanager/keap"
  }

  expect_failures = [var.credentials_secret_arn]
}

run "refuses_a_relative_parameter_name" {
  command = plan

  variables {
    credentials_parameter = "keap"
  }

  expect_failures = [var.credentials_parameter]
}

run "refuses_an_alias_instead_of_a_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:alias/keap"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_a_name_that_leaves_no_room_for_suffixes" {
  command = plan

  variables {
    name = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  }

  expect_failures = [var.name]
}

run "refuses_a_name_that_ends_in_fifo" {
  command = plan

  variables {
    name = "keap.fifo"
  }

  expect_failures = [var.name]
}

run "refuses_a_sender_that_is_no_service" {
  command = plan

  variables {
    senders = [{ service = "*", arn = "arn:aws:sns:eu-central-1:123456789012:leads" }]
  }

  expect_failures = [var.senders]
}

run "refuses_a_sender_that_may_be_anything" {
  command = plan

  variables {
    senders = [{ service = "sns.amazonaws.com", arn = "arn:aws:sns:eu-central-1:123456789012:*" }]
  }

  expect_failures = [var.senders]
}

run "refuses_a_sender_that_is_no_arn" {
  command = plan

  variables {
    senders = [{ service = "sns.amazonaws.com", arn = "leads" }]
  }

  expect_failures = [var.senders]
}

run "refuses_an_unknown_duplicate_option" {
  command = plan

  variables {
    keap_duplicate_option = "Phone"
  }

  expect_failures = [var.keap_duplicate_option]
}

run "refuses_an_unknown_write_policy" {
  command = plan

  variables {
    keap_write_policy = "insert"
  }

  expect_failures = [var.keap_write_policy]
}

run "refuses_an_unknown_delete" {
  command = plan

  variables {
    keap_on_delete = "archive"
  }

  expect_failures = [var.keap_on_delete]
}

run "refuses_a_country_that_is_no_code" {
  command = plan

  variables {
    keap_country = "United States"
  }

  expect_failures = [var.keap_country]
}

run "refuses_an_unknown_order_of_dates" {
  command = plan

  variables {
    keap_date_order = "american"
  }

  expect_failures = [var.keap_date_order]
}

run "refuses_an_unknown_stream" {
  command = plan

  variables {
    keap_streams = ["contacts", "note"]
  }

  expect_failures = [var.keap_streams]
}

run "refuses_a_stream_that_is_named_twice" {
  command = plan

  variables {
    keap_streams = ["notes", "notes"]
  }

  expect_failures = [var.keap_streams]
}

run "refuses_a_key_field_without_a_name" {
  command = plan

  variables {
    keap_key_field = "???"
  }

  expect_failures = [var.keap_key_field]
}

run "refuses_a_default_user_that_is_neither_id_nor_address" {
  command = plan

  variables {
    keap_default_user = "Ada Lovelace"
  }

  expect_failures = [var.keap_default_user]
}

run "refuses_a_tag_that_is_no_id" {
  command = plan

  variables {
    keap_tag_ids = [0]
  }

  expect_failures = [var.keap_tag_ids]
}

run "refuses_a_ledger_key_that_can_be_guessed" {
  command = plan

  variables {
    ledger     = true
    ledger_key = "too short"
  }

  expect_failures = [var.ledger_key]
}

run "refuses_timeouts_without_a_number" {
  command = plan

  variables {
    keap_connect_timeout = "PT..S"
    keap_call_timeout    = "PT.M"
    keap_tag_timeout     = "PTS"
  }

  expect_failures = [var.keap_connect_timeout, var.keap_call_timeout, var.keap_tag_timeout]
}

run "refuses_timeouts_of_no_time" {
  command = plan

  variables {
    keap_connect_timeout = "PT0S"
    keap_call_timeout    = "PT0.0S"
    keap_tag_timeout     = "PT0M"
  }

  expect_failures = [var.keap_connect_timeout, var.keap_call_timeout, var.keap_tag_timeout]
}

run "refuses_a_part_of_a_minute" {
  command = plan

  variables {
    keap_tag_timeout = "PT1.5M"
  }

  expect_failures = [var.keap_tag_timeout]
}

run "refuses_a_ledger_that_remembers_for_no_day" {
  command = plan

  variables {
    ledger           = true
    ledger_retention = "P0D"
  }

  expect_failures = [var.ledger_retention]
}

run "refuses_a_ledger_that_remembers_for_more_than_ten_years" {
  command = plan

  variables {
    ledger           = true
    ledger_retention = "P3651D"
  }

  expect_failures = [var.ledger_retention]
}

run "refuses_addresses_that_are_none" {
  command = plan

  variables {
    keap_base_url  = "api.infusionsoft.com/crm/rest"
    keap_token_url = "/token"
  }

  expect_failures = [var.keap_base_url, var.keap_token_url]
}

run "refuses_an_address_with_the_version_that_the_function_appends" {
  command = plan

  variables {
    keap_base_url = "https://api.infusionsoft.com/crm/rest/v1"
  }

  expect_failures = [var.keap_base_url]
}

run "refuses_more_tags_than_a_contact_gets" {
  command = plan

  variables {
    keap_tag_ids = range(1, 52)
  }

  expect_failures = [var.keap_tag_ids]
}

run "refuses_a_limit_that_is_no_number_of_calls" {
  command = plan

  variables {
    keap_spike_limit = 9999999999
  }

  expect_failures = [var.keap_spike_limit]
}

run "takes_the_least_and_the_most_that_the_function_takes" {
  command = plan

  variables {
    keap_base_url        = "http://127.0.0.1:8080/crm/rest/"
    keap_token_url       = "https://api.infusionsoft.com/token"
    keap_connect_timeout = "PT0.1S"
    keap_call_timeout    = "PT2.5S"
    keap_tag_timeout     = "PT1M"
    keap_tag_ids         = range(1, 51)
    ledger               = true
    ledger_retention     = "P3650D"
  }

  assert {
    condition     = local.environment["KEAP_SINK_LEDGER_RETENTION"] == "P3650D"
    error_message = "The functions must be told the retention."
  }
}
