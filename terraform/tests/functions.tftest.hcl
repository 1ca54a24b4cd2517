# What can be asked for.

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

run "a_native_image" {
  command = plan

  variables {
    function_runtime      = "provided.al2023"
    function_architecture = "arm64"
  }

  assert {
    condition     = aws_lambda_function.sync.handler == "bootstrap" && aws_lambda_function.sync.architectures == tolist(["arm64"])
    error_message = "Lambda must start the image itself, on the architecture it was built on."
  }

  assert {
    condition     = local.environment["DISABLE_SIGNAL_HANDLERS"] == "true"
    error_message = "A native image must not install signal handlers."
  }
}

run "a_native_image_that_says_so" {
  command = plan

  variables {
    function_zip = "tests/native/function.zip"
  }

  assert {
    condition     = alltrue([for function in [aws_lambda_function.sync, aws_lambda_function.check] : function.runtime == "provided.al2023" && function.architectures == tolist(["arm64"]) && function.handler == "bootstrap"])
    error_message = "The functions must be what function.json says, without being told."
  }
}

run "oauth" {
  command = plan

  variables {
    oauth          = true
    keap_token_url = "https://example.com/token"

    # 1,500 calls a minute, not 240: 100 x 60 x 12 / 1,500 is 48 s.
    maximum_concurrency = 12
  }

  assert {
    condition     = aws_lambda_function.refresh[0].reserved_concurrent_executions == 1
    error_message = "Only one refresh may run at a time."
  }

  assert {
    condition = aws_lambda_function.refresh[0].environment[0].variables == tomap({
      QUARKUS_FUNQY_EXPORT            = "refresh"
      KEAP_SINK_CREDENTIALS_PARAMETER = "/keap-sink/credentials"
      KEAP_SINK_TIMEOUT               = "PT${aws_lambda_function.refresh[0].timeout}S"
      KEAP_SINK_TOKEN_URL             = "https://example.com/token"
    })
    error_message = "The function refresh must be told what it needs, and nothing that it may not read."
  }

  assert {
    condition     = aws_scheduler_schedule.refresh[0].schedule_expression == "rate(15 minutes)"
    error_message = "Tokens must be renewed every 15 minutes."
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.refresh[0].maximum_retry_attempts == 0 && aws_scheduler_schedule.refresh[0].target[0].retry_policy[0].maximum_retry_attempts == 0
    error_message = "A failed refresh must not be repeated before the next."
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.refresh[0].maximum_event_age_in_seconds < 15 * 60
    error_message = "A refresh that could not run must not wait for the next."
  }

  assert {
    condition     = length(setsubtract(["refresh-errors", "refresh-missing", "grant-lost"], keys(aws_cloudwatch_metric_alarm.this))) == 0
    error_message = "Somebody must be told when tokens are no longer renewed."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["refresh-missing"].treat_missing_data == "breaching" && aws_cloudwatch_metric_alarm.this["refresh-missing"].period == 3600
    error_message = "A refresh that nobody invokes writes no figures: their absence must count."
  }
}

run "credentials_that_are_brought_along" {
  command = plan

  variables {
    credentials_parameter = "/crm/keap"
  }

  assert {
    condition     = length(aws_ssm_parameter.credentials) == 0 && local.environment["KEAP_SINK_CREDENTIALS_PARAMETER"] == "/crm/keap"
    error_message = "A parameter that is there must be left alone."
  }
}

run "credentials_in_secrets_manager" {
  command = plan

  variables {
    credentials_parameter  = "/aws/reference/secretsmanager/keap"
    credentials_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:keap-AbCdEf"
  }

  assert {
    condition     = length(local.read_secret) == 1 && output.put_credentials_command == null
    error_message = "The secret must be readable, and cannot be written as a parameter."
  }
}

run "a_ledger" {
  command = plan

  variables {
    ledger     = true
    ledger_key = "a-key-of-16-or-more-signs"
  }

  assert {
    condition     = aws_dynamodb_table.ledger[0].hash_key == "pk" && one(aws_dynamodb_table.ledger[0].attribute).type == "S" && aws_dynamodb_table.ledger[0].billing_mode == "PAY_PER_REQUEST"
    error_message = "The ledger must be found by a text, and be paid by request."
  }

  assert {
    condition     = aws_dynamodb_table.ledger[0].ttl[0].attribute_name == "expires_at" && aws_dynamodb_table.ledger[0].ttl[0].enabled
    error_message = "Entries of the ledger must expire."
  }

  assert {
    condition     = local.environment["KEAP_SINK_LEDGER_TABLE"] == aws_dynamodb_table.ledger[0].name && nonsensitive(local.environment["KEAP_SINK_LEDGER_KEY"]) == "a-key-of-16-or-more-signs"
    error_message = "The function must be told the ledger and its key."
  }

  # Terraform would call the whole environment sensitive if the key were mixed with the rest.
  assert {
    condition     = local.environment["KEAP_SINK_TIMEOUT"] == "PT120S"
    error_message = "The rest of the environment must stay."
  }
}

run "a_key_of_ones_own" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1b2c"
    ledger      = true
  }

  assert {
    condition     = alltrue([for queue in [aws_sqs_queue.source, aws_sqs_queue.dead_letter, aws_sqs_queue.reject] : queue.kms_master_key_id == var.kms_key_arn])
    error_message = "All queues must be encrypted with the key."
  }

  assert {
    condition     = aws_ssm_parameter.credentials[0].key_id == var.kms_key_arn && aws_dynamodb_table.ledger[0].server_side_encryption[0].kms_key_arn == var.kms_key_arn
    error_message = "The credential and the ledger must be encrypted with the key."
  }
}

run "alarms_tell_somebody" {
  command = plan

  variables {
    alarm_topic_arn = "arn:aws:sns:eu-central-1:123456789012:alarms"
    retention_days  = 4
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : one(alarm.alarm_actions) == var.alarm_topic_arn && one(alarm.ok_actions) == var.alarm_topic_arn])
    error_message = "The topic must be told when an alarm goes off and when it is over."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["age"].threshold == 172800
    error_message = "The alarm must leave half of the retention to mend the cause."
  }
}

run "a_pause" {
  command = plan

  variables {
    enabled = false
  }

  assert {
    condition     = !aws_lambda_event_source_mapping.source.enabled
    error_message = "Nothing must be delivered."
  }
}

run "a_longer_visibility_timeout" {
  command = plan

  variables {
    visibility_timeout = 900
  }

  assert {
    condition     = aws_sqs_queue.source.visibility_timeout_seconds == 900
    error_message = "More than the least must be possible."
  }
}

run "a_longer_function_timeout" {
  command = plan

  variables {
    function_timeout = 300
  }

  assert {
    condition     = aws_sqs_queue.source.visibility_timeout_seconds == 1805 && local.environment["KEAP_SINK_TIMEOUT"] == "PT300S"
    error_message = "What depends on the timeout must follow it."
  }
}

run "batches_that_need_exactly_half_the_timeout" {
  command = plan

  variables {
    batch_size         = 120
    visibility_timeout = 725
  }

  assert {
    condition     = local.batch_seconds == 60
    error_message = "The limits themselves must be allowed."
  }
}
