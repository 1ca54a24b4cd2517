# What is deployed when nothing but the defaults is asked for. Everything here is only planned, with a provider that calls
# nobody.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  # Any file will do: it is not uploaded.
  function_zip = "versions.tf"
}

run "queues" {
  command = plan

  assert {
    condition     = aws_sqs_queue.source.message_retention_seconds == 864000
    error_message = "Messages must wait for 10 days."
  }

  assert {
    condition     = aws_sqs_queue.dead_letter.message_retention_seconds == 1209600 && aws_sqs_queue.reject.message_retention_seconds == 1209600
    error_message = "Dead letters and rejects must be kept for 14 days."
  }

  assert {
    condition     = aws_sqs_queue.source.max_message_size + 16384 == aws_sqs_queue.reject.max_message_size
    error_message = "A rejected record must fit into its queue with its reason."
  }

  assert {
    condition     = aws_sqs_queue.source.visibility_timeout_seconds == 725
    error_message = "A message must stay hidden for six timeouts and the batching window."
  }

  assert {
    condition     = alltrue([for queue in [aws_sqs_queue.source, aws_sqs_queue.dead_letter, aws_sqs_queue.reject] : queue.sqs_managed_sse_enabled && !queue.fifo_queue])
    error_message = "All queues must be standard queues that SQS encrypts."
  }
}

run "delivery" {
  command = plan

  assert {
    condition     = tolist(aws_lambda_event_source_mapping.source.function_response_types) == tolist(["ReportBatchItemFailures"])
    error_message = "Without it Lambda deletes what the function returned as failed."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.source.batch_size == 100 && aws_lambda_event_source_mapping.source.maximum_batching_window_in_seconds == 5
    error_message = "Batches must be of 100 messages, gathered for 5 seconds."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.source.scaling_config[0].maximum_concurrency == 2
    error_message = "There must be 2 invocations at a time."
  }

  assert {
    condition     = contains(aws_lambda_event_source_mapping.source.metrics_config[0].metrics, "EventCount")
    error_message = "The mapping must count its events."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.source.enabled
    error_message = "Messages must be delivered."
  }
}

run "function" {
  command = plan

  assert {
    condition     = aws_lambda_function.sync.runtime == "java21" && aws_lambda_function.sync.handler == "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest"
    error_message = "The function must run on the JVM."
  }

  assert {
    condition     = aws_lambda_function.sync.timeout == 120 && aws_lambda_function.sync.memory_size == 1024
    error_message = "The function must have 120 seconds and 1024 MB."
  }

  assert {
    condition     = aws_cloudwatch_log_group.sync.retention_in_days == 30
    error_message = "The log must be kept for 30 days."
  }

  assert {
    condition     = aws_lambda_function.sync.reserved_concurrent_executions == -1
    error_message = "Reserved concurrency would throttle the mapping, and throttled messages use up their deliveries."
  }
}

run "environment" {
  command = plan

  assert {
    condition     = local.environment["KEAP_SINK_CREDENTIALS_PARAMETER"] == "/keap-sink/credentials"
    error_message = "The function must look for its credential where it is."
  }

  assert {
    condition     = local.environment["KEAP_SINK_TIMEOUT"] == "PT120S" && local.environment["KEAP_SINK_MAX_CONCURRENCY"] == "2"
    error_message = "The function must be told its timeout and concurrency."
  }

  assert {
    condition = { for name, value in local.optional_settings : name => value if value != null } == {
      KEAP_SINK_DUPLICATE_OPTION = "Email"
      KEAP_SINK_WRITE_POLICY     = "upsert"
      KEAP_SINK_ON_DELETE        = "untag"
    }
    error_message = "What is not asked for must be left to the function's own default."
  }

  assert {
    condition     = !contains(keys(local.environment), "KEAP_SINK_API_KEY") && !contains(keys(local.environment), "DISABLE_SIGNAL_HANDLERS")
    error_message = "The key belongs into its parameter, and the JVM needs its signals."
  }
}

run "parameters" {
  command = plan

  assert {
    condition     = aws_ssm_parameter.credentials[0].type == "SecureString" && aws_ssm_parameter.credentials[0].name == "/keap-sink/credentials"
    error_message = "The credential must be kept as a SecureString."
  }

  assert {
    condition     = length(aws_ssm_parameter.mapping) == 0 && length(aws_dynamodb_table.ledger) == 0
    error_message = "A mapping and a ledger must be asked for."
  }
}

run "rejects_may_be_looked_at" {
  command = plan

  assert {
    condition     = aws_iam_role.rejects.name == "keap-sink-rejects"
    error_message = "People must find the role by its name."
  }
}

run "nothing_is_refreshed_without_oauth" {
  command = plan

  assert {
    condition     = length(aws_lambda_function.refresh) + length(aws_iam_role.refresh) + length(aws_iam_role.schedule) + length(aws_scheduler_schedule.refresh) == 0
    error_message = "An API key needs no refresh."
  }

  assert {
    condition     = output.refresh_function_name == null
    error_message = "There must be no function refresh."
  }
}

run "alarms" {
  command = plan

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.this) == ["age", "dead-letters", "errors", "misconfigured", "quota", "rejects", "throttles", "waiting"]
    error_message = "An alarm is missing."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["age"].threshold == 432000
    error_message = "The alarm must leave half of the retention to mend the cause."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_actions == null])
    error_message = "Nobody is to be told."
  }

  assert {
    condition     = { for name, alarm in aws_cloudwatch_metric_alarm.this : name => alarm.evaluation_periods if alarm.evaluation_periods != 1 } == { errors = 6, misconfigured = 15, waiting = 15 }
    error_message = "What shows only now and then must not count as over in between."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.datapoints_to_alarm == 1 && alarm.period == 300])
    error_message = "An alarm must go off at the first reading."
  }
}
