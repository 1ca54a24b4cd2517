locals {
  # What Keap allows an API key in a minute.
  keap_calls_per_minute = 240

  # How long a full batch waits for its share of Keap's quota.
  batch_seconds = var.batch_size * 60 * var.maximum_concurrency / local.keap_calls_per_minute

  optional_environment = {
    KEAP_SINK_TAG_IDS      = length(var.keap_tag_ids) == 0 ? null : join(",", var.keap_tag_ids)
    KEAP_SINK_CONTACT_TYPE = var.keap_contact_type
  }
}

################################################################################
# Source Queue
################################################################################

resource "aws_sqs_queue" "source" {
  name                    = var.name
  sqs_managed_sse_enabled = true
  tags                    = var.tags

  # 10 days. A message that expires is gone: it bypasses the dead-letter queue.
  message_retention_seconds = 864000

  # A message that becomes visible while its batch still runs is delivered twice. AWS asks for six times the timeout, so
  # that Lambda can repeat an invocation it throttled, and for the batching window on top.
  visibility_timeout_seconds = 6 * var.function_timeout + var.batching_window
}

resource "aws_sqs_queue_redrive_policy" "source" {
  queue_url = aws_sqs_queue.source.id

  # Waiting for Keap costs a message one receipt at a time. 100 of them, with growing delays, outlast about four days
  # without Keap; fewer move good messages to the dead-letter queue. Bad messages do not need it: they are rejected.
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letter.arn
    maxReceiveCount     = 100
  })
}

################################################################################
# Dead-Letter Queue
################################################################################

resource "aws_sqs_queue" "dead_letter" {
  name                    = "${var.name}-dead-letter"
  sqs_managed_sse_enabled = true
  tags                    = var.tags

  # 14 days, the most SQS allows. It counts from the day a message was first sent, so it has to be longer than the
  # source queue's: with the same value a message could expire as it arrives.
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letter" {
  queue_url = aws_sqs_queue.dead_letter.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.source.arn]
  })
}

################################################################################
# Reject Queue
################################################################################

resource "aws_sqs_queue" "reject" {
  name                    = "${var.name}-reject"
  sqs_managed_sse_enabled = true
  tags                    = var.tags

  # 14 days, the most SQS allows. This is the only copy of a rejected record: its message is deleted from the source.
  message_retention_seconds = 1209600
}

################################################################################
# Function
################################################################################

resource "aws_lambda_function" "sync" {
  function_name    = var.name
  description      = "Writes batches of SQS messages to Keap as contacts with tags and a contact type"
  role             = aws_iam_role.function.arn
  runtime          = "java21"
  handler          = "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest"
  filename         = var.function_zip
  source_code_hash = filebase64sha256(var.function_zip)
  memory_size      = var.function_memory
  timeout          = var.function_timeout
  tags             = var.tags

  environment {
    variables = merge(
      {
        QUARKUS_FUNQY_EXPORT = "sync"

        KEAP_SINK_API_KEY = var.keap_api_key

        # The function stops starting new writes before this ends. If it believed in more time than it has, Lambda would
        # end it in the middle of a batch, and the whole batch would be delivered again.
        KEAP_SINK_TIMEOUT = "PT${var.function_timeout}S"

        # The function divides Keap's quota by this, so it has to be the event source mapping's.
        KEAP_SINK_MAX_CONCURRENCY = var.maximum_concurrency

        KEAP_SINK_QUEUE_URL        = aws_sqs_queue.source.id
        KEAP_SINK_REJECT_QUEUE_URL = aws_sqs_queue.reject.id
      },
      { for name, value in local.optional_environment : name => value if value != null },
    )
  }

  logging_config {
    log_group  = aws_cloudwatch_log_group.function.name
    log_format = "Text"
  }

  lifecycle {
    # Checked here and not with the variable: a failed validation prints the value, even of a sensitive variable.
    precondition {
      condition     = can(regex("^\\S+$", var.keap_api_key))
      error_message = "The Keap API key must not be empty and must not contain white space."
    }
  }
}

################################################################################
# Log Group
################################################################################

resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

################################################################################
# Role
################################################################################

resource "aws_iam_role" "function" {
  name = var.name
  tags = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = "lambda.amazonaws.com" }
      },
    ]
  })
}

resource "aws_iam_role_policy" "function" {
  name = "sync"
  role = aws_iam_role.function.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReceiveAndDelay"
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"]
        Resource = aws_sqs_queue.source.arn
      },
      {
        Sid      = "Reject"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage"]
        Resource = aws_sqs_queue.reject.arn
      },
      {
        Sid      = "Log"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.function.arn}:*"
      },
    ]
  })
}

################################################################################
# Event Source Mapping
################################################################################

resource "aws_lambda_event_source_mapping" "source" {
  event_source_arn                   = aws_sqs_queue.source.arn
  function_name                      = aws_lambda_function.sync.arn
  batch_size                         = var.batch_size
  maximum_batching_window_in_seconds = var.batching_window
  tags                               = var.tags

  # Without it Lambda does not read the reply and deletes every message of the batch, those too that the function
  # returned as failed.
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.maximum_concurrency
  }

  lifecycle {
    precondition {
      condition     = aws_sqs_queue.source.visibility_timeout_seconds >= 6 * aws_lambda_function.sync.timeout + var.batching_window
      error_message = "The source queue's visibility timeout must be at least six times the function's timeout plus the batching window."
    }

    precondition {
      condition     = local.batch_seconds <= var.function_timeout / 2
      error_message = "A full batch needs ${local.batch_seconds} s of Keap's quota (batch_size x 60 x maximum_concurrency / ${local.keap_calls_per_minute} calls a minute), and may need half of function_timeout (${var.function_timeout} s) at most. Lower batch_size or maximum_concurrency, or raise function_timeout."
    }
  }

  # Lambda refuses to create the mapping before the role may read the queue, and from its first invocation on, messages
  # must have their way to the dead-letter queue.
  depends_on = [aws_iam_role_policy.function, aws_sqs_queue_redrive_policy.source]
}
