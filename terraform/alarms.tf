# What to do about each of them is in docs/operating.md.

locals {
  alarms = merge(
    {
      dead-letters = {
        description = "Messages were given up after 100 deliveries"
        namespace   = "AWS/SQS"
        metric      = "ApproximateNumberOfMessagesVisible"
        dimensions  = { QueueName = aws_sqs_queue.dead_letter.name }
        statistic   = "Maximum"
        comparison  = "GreaterThanThreshold"
        threshold   = 0
        no_data     = "notBreaching"
      }

      rejects = {
        description = "Records were rejected; each carries the reason"
        namespace   = "AWS/SQS"
        metric      = "ApproximateNumberOfMessagesVisible"
        dimensions  = { QueueName = aws_sqs_queue.reject.name }
        statistic   = "Maximum"
        comparison  = "GreaterThanThreshold"
        threshold   = 0
        no_data     = "notBreaching"
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
        no_data     = "notBreaching"
      }

      errors = {
        description = "The function sync failed; its batch comes again"
        namespace   = "AWS/Lambda"
        metric      = "Errors"
        dimensions  = { FunctionName = aws_lambda_function.sync.function_name }
        statistic   = "Sum"
        comparison  = "GreaterThanThreshold"
        threshold   = 0
        no_data     = "notBreaching"
      }

      throttles = {
        description = "Lambda had no room for the function sync; every attempt costs its messages a delivery"
        namespace   = "AWS/Lambda"
        metric      = "Throttles"
        dimensions  = { FunctionName = aws_lambda_function.sync.function_name }
        statistic   = "Sum"
        comparison  = "GreaterThanThreshold"
        threshold   = 0
        no_data     = "notBreaching"
      }

      misconfigured = {
        description = "Nothing is written until a setting is mended; the log names it"
        namespace   = "KeapSink"
        metric      = "Misconfigured"
        dimensions  = { FunctionName = aws_lambda_function.sync.function_name }
        statistic   = "Sum"
        comparison  = "GreaterThanThreshold"
        threshold   = 0
        no_data     = "notBreaching"
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
    },
    var.oauth ? {
      refresh-errors = {
        description = "The function refresh failed; the access token will run out"
        namespace   = "AWS/Lambda"
        metric      = "Errors"
        dimensions  = { FunctionName = "${var.name}-refresh" }
        statistic   = "Sum"
        comparison  = "GreaterThanThreshold"
        threshold   = 0
        no_data     = "notBreaching"
      }

      grant-lost = {
        description = "Keap no longer takes the refresh token; somebody has to authorise the app again"
        namespace   = "KeapSink"
        metric      = "GrantLost"
        dimensions  = { FunctionName = "${var.name}-refresh" }
        statistic   = "Sum"
        comparison  = "GreaterThanThreshold"
        threshold   = 0
        no_data     = "notBreaching"
      }
    } : {},
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
  period              = 300
  evaluation_periods  = 1
  alarm_actions       = local.alarm_topics
  ok_actions          = local.alarm_topics
  tags                = var.tags
}
