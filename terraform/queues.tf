################################################################################
# Source Queue
################################################################################

resource "aws_sqs_queue" "source" {
  name                    = "${var.name}${local.fifo_suffix}"
  fifo_queue              = var.fifo
  sqs_managed_sse_enabled = var.kms_key_arn == null ? true : null
  kms_master_key_id       = var.kms_key_arn
  tags                    = var.tags

  # Deduplication never goes by content. If a record changes and changes back within five minutes, SQS would drop the
  # last of its three updates.
  content_based_deduplication = var.fifo ? false : null

  # 240 KiB: 16 less than the reject queue takes. A rejected record then fits there together with its reason, and with
  # its attributes as a JSON document.
  max_message_size = 245760

  # An expired message is lost: it bypasses the dead-letter queue.
  message_retention_seconds = var.retention_days * 86400

  # A message that becomes visible while its batch still runs is delivered twice.
  visibility_timeout_seconds = local.visibility_timeout
}

resource "aws_sqs_queue_redrive_policy" "source" {
  queue_url = aws_sqs_queue.source.id

  # Each wait for Keap costs a message one receive. 100 of them, with growing delays, outlast about four days without
  # Keap. Fewer would move good messages to the dead-letter queue. Bad messages are rejected, and do not need it.
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letter.arn
    maxReceiveCount     = 100
  })
}

resource "aws_sqs_queue_policy" "source" {
  queue_url = aws_sqs_queue.source.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid       = "RefuseWithoutTls"
          Effect    = "Deny"
          Principal = "*"
          Action    = "sqs:*"
          Resource  = aws_sqs_queue.source.arn
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        },
      ],
      [
        for number, sender in var.senders : {
          Sid       = "Send${number}"
          Effect    = "Allow"
          Principal = { Service = sender.service }
          Action    = "sqs:SendMessage"
          Resource  = aws_sqs_queue.source.arn
          Condition = { ArnEquals = { "aws:SourceArn" = sender.arn } }
        }
      ],
    )
  })

  # Changes of a queue follow one another. Of two at once, an emulator of SQS keeps only one.
  depends_on = [aws_sqs_queue_redrive_policy.source]
}

################################################################################
# Dead-Letter Queue
################################################################################

resource "aws_sqs_queue" "dead_letter" {
  name                    = "${var.name}-dead-letter${local.fifo_suffix}"
  fifo_queue              = var.fifo
  sqs_managed_sse_enabled = var.kms_key_arn == null ? true : null
  kms_master_key_id       = var.kms_key_arn
  tags                    = var.tags

  # 256 KiB: more than the largest message of the source queue.
  max_message_size = 262144

  # It has to be longer than the source queue's retention. A standard queue counts from the day a message was first
  # sent, so that a message could otherwise expire as it arrives. A FIFO queue starts to count anew.
  message_retention_seconds = var.dead_letter_retention_days * 86400

  lifecycle {
    precondition {
      condition     = var.dead_letter_retention_days > var.retention_days
      error_message = "dead_letter_retention_days (${var.dead_letter_retention_days}) must be more than retention_days (${var.retention_days}): a standard queue counts it from the day a message was first sent, so that dead letters would expire as they arrive."
    }
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letter" {
  queue_url = aws_sqs_queue.dead_letter.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.source.arn]
  })
}

resource "aws_sqs_queue_policy" "dead_letter" {
  queue_url = aws_sqs_queue.dead_letter.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "RefuseWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.dead_letter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

################################################################################
# Reject Queue
################################################################################

# Always a standard queue. In a FIFO queue, a bad record would hold up its message group here, too.
resource "aws_sqs_queue" "reject" {
  name                    = "${var.name}-reject"
  sqs_managed_sse_enabled = var.kms_key_arn == null ? true : null
  kms_master_key_id       = var.kms_key_arn
  tags                    = var.tags

  # 256 KiB: the largest message of the source queue, and the reason.
  max_message_size = 262144

  # 14 days, the most that SQS allows. This is the only copy of a rejected record, because its message is deleted from
  # the source queue.
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue_policy" "reject" {
  queue_url = aws_sqs_queue.reject.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "RefuseWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.reject.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}
