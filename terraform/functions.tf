################################################################################
# Sync
################################################################################

resource "aws_lambda_function" "sync" {
  function_name    = var.name
  description      = "Writes batches of SQS messages to Keap as contacts with tags and a contact type"
  role             = aws_iam_role.sync.arn
  runtime          = local.function_runtime
  architectures    = [local.function_architecture]
  handler          = local.handler
  filename         = var.function_zip
  source_code_hash = filebase64sha256(var.function_zip)
  memory_size      = var.function_memory
  timeout          = var.function_timeout
  tags             = var.tags

  environment {
    variables = merge(local.environment, { QUARKUS_FUNQY_EXPORT = "sync" })
  }

  logging_config {
    log_group  = aws_cloudwatch_log_group.sync.name
    log_format = "Text"
  }

  lifecycle {
    precondition {
      condition     = !local.native || var.function_architecture != null || can(local.package.architecture)
      error_message = "function_architecture must be set for a native image: it runs on the architecture it was built on only."
    }

    precondition {
      condition     = local.function_runtime == try(local.package.runtime, local.function_runtime)
      error_message = "function_runtime is ${local.function_runtime}, but ${local.package_file} says that the zip is for ${try(local.package.runtime, "another")}. Leave function_runtime out, or build the other zip with ./run package."
    }

    precondition {
      condition     = local.function_architecture == try(local.package.architecture, local.function_architecture)
      error_message = "function_architecture is ${local.function_architecture}, but ${local.package_file} says that the zip is for ${try(local.package.architecture, "another")}. Leave function_architecture out, or build on a machine of the other kind."
    }

    precondition {
      condition     = !(local.credentials_secret && var.oauth)
      error_message = "With oauth, credentials_parameter must be a parameter and not a secret of Secrets Manager: Parameter Store cannot write renewed tokens to it."
    }

    precondition {
      condition     = local.credentials_secret == (var.credentials_secret_arn != null)
      error_message = "credentials_secret_arn is needed when, and only when, credentials_parameter is /aws/reference/secretsmanager/NAME."
    }
  }

  # A function that starts before its role may read its settings would fail. So the role's policy comes first, also in a
  # change that gives the function something new to read.
  depends_on = [aws_iam_role_policy.sync]
}

resource "aws_cloudwatch_log_group" "sync" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

resource "aws_lambda_event_source_mapping" "source" {
  event_source_arn                   = aws_sqs_queue.source.arn
  function_name                      = aws_lambda_function.sync.arn
  enabled                            = var.enabled
  batch_size                         = local.batch_size
  maximum_batching_window_in_seconds = local.batching_window
  tags                               = var.tags

  # Without this, Lambda does not read the reply and deletes every message of the batch, including those that the
  # function returned as failed.
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.maximum_concurrency
  }

  # The metrics count the messages polled, given to the function and deleted. They show whether Lambda reads the
  # replies.
  metrics_config {
    metrics = ["EventCount"]
  }

  lifecycle {
    precondition {
      condition     = local.visibility_timeout >= local.least_visibility_timeout
      error_message = "visibility_timeout (${local.visibility_timeout} s) must be at least six times function_timeout plus batching_window (${local.least_visibility_timeout} s): a message that becomes visible while its batch still runs is delivered twice."
    }

    precondition {
      condition     = !var.fifo || local.batch_size <= 10
      error_message = "batch_size (${local.batch_size}) must be 10 or less for a FIFO queue, Lambda's limit."
    }

    precondition {
      condition     = var.fifo ? local.batching_window == 0 : local.batching_window >= 1 || local.batch_size <= 10
      error_message = "batching_window (${local.batching_window}) must be 0 for a FIFO queue, for which Lambda has none, and at least 1 for a batch_size of more than 10."
    }

    precondition {
      condition     = local.batch_seconds <= var.function_timeout / 2
      error_message = "A full batch needs ${local.batch_seconds} s of Keap's quota (batch_size x 60 x maximum_concurrency / ${local.keap_calls_per_minute} calls a minute), and may need half of function_timeout (${var.function_timeout} s) at most. Lower batch_size or maximum_concurrency, or raise function_timeout."
    }
  }

  # Lambda refuses to create the mapping before the role may read the queue. From its first invocation on, messages must
  # have a way to the dead-letter queue.
  depends_on = [aws_iam_role_policy.sync, aws_sqs_queue_redrive_policy.source]
}

################################################################################
# Check
################################################################################

# Invoked by hand: checks the deployment, and previews records.
resource "aws_lambda_function" "check" {
  function_name    = "${var.name}-check"
  description      = "Checks the configuration of ${var.name} and previews records, without writing anything"
  role             = aws_iam_role.check.arn
  runtime          = local.function_runtime
  architectures    = [local.function_architecture]
  handler          = local.handler
  filename         = var.function_zip
  source_code_hash = filebase64sha256(var.function_zip)
  memory_size      = var.function_memory
  timeout          = var.function_timeout
  tags             = var.tags

  environment {
    variables = merge(local.environment, { QUARKUS_FUNQY_EXPORT = "check" })
  }

  logging_config {
    log_group  = aws_cloudwatch_log_group.check.name
    log_format = "Text"
  }

  depends_on = [aws_iam_role_policy.check]
}

resource "aws_cloudwatch_log_group" "check" {
  name              = "/aws/lambda/${var.name}-check"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

################################################################################
# Refresh
################################################################################

resource "aws_lambda_function" "refresh" {
  count = var.oauth ? 1 : 0

  function_name    = "${var.name}-refresh"
  description      = "Renews the OAuth2 tokens of ${var.name}"
  role             = aws_iam_role.refresh[0].arn
  runtime          = local.function_runtime
  architectures    = [local.function_architecture]
  handler          = local.handler
  filename         = var.function_zip
  source_code_hash = filebase64sha256(var.function_zip)
  memory_size      = var.function_memory
  timeout          = 120
  tags             = var.tags

  # Keap replaces the refresh token at every use. Two runs at once would use the same token, and one of them would keep
  # a token that is no longer valid.
  reserved_concurrent_executions = 1

  environment {
    variables = merge(
      {
        QUARKUS_FUNQY_EXPORT            = "refresh"
        KEAP_SINK_CREDENTIALS_PARAMETER = local.credentials_parameter
        KEAP_SINK_TIMEOUT               = "PT120S"
      },
      var.keap_token_url == null ? {} : { KEAP_SINK_TOKEN_URL = var.keap_token_url },
      local.native_environment,
    )
  }

  logging_config {
    log_group  = aws_cloudwatch_log_group.refresh[0].name
    log_format = "Text"
  }

  depends_on = [aws_iam_role_policy.refresh]
}

resource "aws_cloudwatch_log_group" "refresh" {
  count = var.oauth ? 1 : 0

  name              = "/aws/lambda/${var.name}-refresh"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

# The next scheduled run is the retry. Retries by Lambda would only pile up.
resource "aws_lambda_function_event_invoke_config" "refresh" {
  count = var.oauth ? 1 : 0

  function_name                = aws_lambda_function.refresh[0].function_name
  maximum_retry_attempts       = 0
  maximum_event_age_in_seconds = 600
}

resource "aws_scheduler_schedule" "refresh" {
  count = var.oauth ? 1 : 0

  name                = "${var.name}-refresh"
  description         = "Has the OAuth2 tokens of ${var.name} renewed in time"
  schedule_expression = "rate(15 minutes)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.refresh[0].arn
    role_arn = aws_iam_role.schedule[0].arn

    retry_policy {
      maximum_retry_attempts       = 0
      maximum_event_age_in_seconds = 600
    }
  }

  depends_on = [aws_iam_role_policy.refresh, aws_iam_role_policy.schedule, aws_lambda_function_event_invoke_config.refresh]
}
