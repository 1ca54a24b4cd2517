# A FIFO queue: order within a message group, so that nothing may stand in a group's way.

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
  fifo         = true
}

run "queues" {
  command = plan

  assert {
    condition     = aws_sqs_queue.source.fifo_queue && aws_sqs_queue.source.name == "keap-sink.fifo"
    error_message = "The source must be a FIFO queue."
  }

  assert {
    condition     = aws_sqs_queue.dead_letter.fifo_queue && aws_sqs_queue.dead_letter.name == "keap-sink-dead-letter.fifo"
    error_message = "The dead-letter queue of a FIFO queue must be one, too."
  }

  assert {
    condition     = !aws_sqs_queue.reject.fifo_queue && aws_sqs_queue.reject.name == "keap-sink-reject"
    error_message = "The reject queue must be a standard queue."
  }

  assert {
    condition     = !aws_sqs_queue.source.content_based_deduplication
    error_message = "SQS must not drop an update because an equal one came before."
  }

  assert {
    condition     = aws_sqs_queue.source.visibility_timeout_seconds == 720
    error_message = "A message must stay hidden for six timeouts; there is no batching window."
  }
}

run "delivery" {
  command = plan

  assert {
    condition     = aws_lambda_event_source_mapping.source.batch_size == 10 && aws_lambda_event_source_mapping.source.maximum_batching_window_in_seconds == 0
    error_message = "Lambda takes at most 10 messages from a FIFO queue, and does not wait for them."
  }
}

run "refuses_more_than_10_messages_in_a_batch" {
  command = plan

  variables {
    batch_size = 11
  }

  expect_failures = [aws_lambda_event_source_mapping.source]
}

run "refuses_a_batching_window" {
  command = plan

  variables {
    batching_window = 1
  }

  expect_failures = [aws_lambda_event_source_mapping.source]
}
