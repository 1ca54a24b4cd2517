# What to do about each of them is in docs/operating.md.

locals {
  # What an alarm has if it does not say otherwise: it goes off at the first figure above none.
  alarm_defaults = {
    statistic  = "Sum"
    comparison = "GreaterThanThreshold"
    threshold  = 0
    period     = 300
    periods    = 1
    no_data    = "notBreaching"
  }

  sync_alarms = {
    dead-letters = {
      description = "Messages were given up after 100 deliveries"
      namespace   = "AWS/SQS"
      metric      = "ApproximateNumberOfMessagesVisible"
      dimensions  = { QueueName = aws_sqs_queue.dead_letter.name }
      statistic   = "Maximum"
    }

    rejects = {
      description = "Records were rejected; each carries the reason"
      namespace   = "AWS/SQS"
      metric      = "ApproximateNumberOfMessagesVisible"
      dimensions  = { QueueName = aws_sqs_queue.reject.name }
      statistic   = "Maximum"
    }

    # Half of the retention leaves the other half to mend the cause before messages expire.
    age = {
      description = "The oldest message has waited for half of the queue's retention, after which it is lost"
      namespace   = "AWS/SQS"
      metric      = "ApproximateAgeOfOldestMessage"
      dimensions  = { QueueName = aws_sqs_queue.source.name }
      statistic   = "Maximum"
      comparison  = "GreaterThanOrEqualToThreshold"
      threshold   = var.retention_days * 86400 / 2
    }

    # On a standard queue SQS leaves messages that were received three times or more out of the age, and so all that have
    # waited for long. They come again after min(30 s x 2^(n-1), 1 h): the 20th delivery is some 13 hours after the first.
    # An hour may pass until the next one tells.
    waiting = {
      description = "A message has come again for the 20th time, which takes about 13 hours; with the 100th it is given up"
      namespace   = "KeapSink"
      metric      = "OldestReceiveCount"
      dimensions  = { FunctionName = aws_lambda_function.sync.function_name }
      statistic   = "Maximum"
      comparison  = "GreaterThanOrEqualToThreshold"
      threshold   = 20
      periods     = 15
    }

    # A batch that failed comes again after the visibility timeout.
    errors = {
      description = "The function sync failed; its batch comes again"
      namespace   = "AWS/Lambda"
      metric      = "Errors"
      dimensions  = { FunctionName = aws_lambda_function.sync.function_name }
      periods     = 6
    }

    throttles = {
      description = "Lambda had no room for the function sync; every attempt costs its messages a delivery"
      namespace   = "AWS/Lambda"
      metric      = "Throttles"
      dimensions  = { FunctionName = aws_lambda_function.sync.function_name }
    }

    # What waits for a person comes again after an hour at most.
    misconfigured = {
      description = "Nothing is written until a setting is mended; the log names it"
      namespace   = "KeapSink"
      metric      = "Misconfigured"
      dimensions  = { FunctionName = aws_lambda_function.sync.function_name }
      periods     = 15
    }

    # While no call is made, nothing new is known about the quota.
    quota = {
      description = "Less than a tenth of the calls that Keap allows in a day is left"
      namespace   = "KeapSink"
      metric      = "QuotaLeftPercent"
      dimensions  = { FunctionName = aws_lambda_function.sync.function_name }
      statistic   = "Minimum"
      comparison  = "LessThanThreshold"
      threshold   = 10
      no_data     = "ignore"
    }
  }

  refresh_alarms = {
    # The schedule is every 15 minutes.
    refresh-errors = {
      description = "The function refresh failed; the access token will run out"
      namespace   = "AWS/Lambda"
      metric      = "Errors"
      dimensions  = { FunctionName = "${var.name}-refresh" }
      periods     = 6
    }

    grant-lost = {
      description = "Keap no longer takes the refresh token; authorise the app again"
      namespace   = "KeapSink"
      metric      = "GrantLost"
      dimensions  = { FunctionName = "${var.name}-refresh" }
      periods     = 6
    }

    refresh-missing = {
      description = "The function refresh was not invoked for an hour; the access token will run out"
      namespace   = "AWS/Lambda"
      metric      = "Invocations"
      dimensions  = { FunctionName = "${var.name}-refresh" }
      comparison  = "LessThanThreshold"
      threshold   = 1
      period      = 3600
      no_data     = "breaching"
    }
  }

  alarms = merge(
    { for name, alarm in local.sync_alarms : name => merge(local.alarm_defaults, alarm) },
    { for name, alarm in local.refresh_alarms : name => merge(local.alarm_defaults, alarm) if var.oauth },
  )

  alarm_topics = var.alarm_topic_arn == null ? [] : [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  treat_missing_data  = each.value.no_data
  period              = each.value.period

  # One reading is enough to go off, and it takes this many without to be over: a cause that shows only now and then is not
  # mended in between.
  evaluation_periods  = each.value.periods
  datapoints_to_alarm = 1

  alarm_actions = local.alarm_topics
  ok_actions    = local.alarm_topics
  tags          = var.tags
}
