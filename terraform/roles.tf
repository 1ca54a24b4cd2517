# Each function has its own role, which allows exactly these actions on exactly these resources. A managed policy would
# allow more. One more role is for people.

locals {
  lambda_trust = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Lambda"
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = "lambda.amazonaws.com" }
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
    ]
  })

  credentials_arn = "${local.parameter_arn}${local.credentials_parameter}"
  parameter_arns = concat(
    [local.credentials_arn],
    local.mapping_parameter == null ? [] : ["${local.parameter_arn}${local.mapping_parameter}"],
  )
  read_secret = var.credentials_secret_arn == null ? [] : [
    {
      Sid      = "ReadSecret"
      Effect   = "Allow"
      Action   = ["secretsmanager:GetSecretValue"]
      Resource = var.credentials_secret_arn
    },
  ]

  read_files = var.file_bucket == null ? [] : [
    {
      Sid      = "ReadFiles"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = "arn:${local.partition}:s3:::${var.file_bucket}/*"
    },
    # Without this, S3 answers that an object that is not there is forbidden.
    {
      Sid      = "LookForFiles"
      Effect   = "Allow"
      Action   = ["s3:ListBucket"]
      Resource = "arn:${local.partition}:s3:::${var.file_bucket}"
    },
  ]
}

################################################################################
# Sync
################################################################################

resource "aws_iam_role" "sync" {
  name               = var.name
  assume_role_policy = local.lambda_trust
  tags               = var.tags
}

resource "aws_iam_role_policy" "sync" {
  name = "sync"
  role = aws_iam_role.sync.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
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
          Sid      = "ReadParameters"
          Effect   = "Allow"
          Action   = ["ssm:GetParameter"]
          Resource = local.parameter_arns
        },
        {
          Sid      = "Log"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = "${aws_cloudwatch_log_group.sync.arn}:*"
        },
      ],
      local.read_secret,
      local.read_files,
      var.ledger ? [
        {
          Sid      = "KeepLedger"
          Effect   = "Allow"
          Action   = ["dynamodb:BatchGetItem", "dynamodb:PutItem"]
          Resource = aws_dynamodb_table.ledger[0].arn
        },
      ] : [],
      # Sending to the reject queue needs kms:GenerateDataKey.
      var.kms_key_arn == null ? [] : [
        {
          Sid      = "UseKey"
          Effect   = "Allow"
          Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
          Resource = var.kms_key_arn
        },
      ],
    )
  })
}

################################################################################
# Check
################################################################################

resource "aws_iam_role" "check" {
  name               = "${var.name}-check"
  assume_role_policy = local.lambda_trust
  tags               = var.tags
}

resource "aws_iam_role_policy" "check" {
  name = "check"
  role = aws_iam_role.check.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid      = "LookAtQueues"
          Effect   = "Allow"
          Action   = ["sqs:GetQueueAttributes"]
          Resource = [aws_sqs_queue.source.arn, aws_sqs_queue.reject.arn]
        },
        {
          Sid      = "ReadParameters"
          Effect   = "Allow"
          Action   = ["ssm:GetParameter"]
          Resource = local.parameter_arns
        },
        {
          Sid      = "Log"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = "${aws_cloudwatch_log_group.check.arn}:*"
        },
      ],
      local.read_secret,
      local.read_files,
      # The function check calls PutItem with a condition that is never met. That proves the permission to write, and
      # writes nothing.
      var.ledger ? [
        {
          Sid      = "LookAtLedger"
          Effect   = "Allow"
          Action   = ["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:DescribeTimeToLive"]
          Resource = aws_dynamodb_table.ledger[0].arn
        },
      ] : [],
      var.kms_key_arn == null ? [] : [
        {
          Sid      = "UseKey"
          Effect   = "Allow"
          Action   = ["kms:Decrypt"]
          Resource = var.kms_key_arn
        },
      ],
    )
  })
}

################################################################################
# Refresh
################################################################################

resource "aws_iam_role" "refresh" {
  count = var.oauth ? 1 : 0

  name               = "${var.name}-refresh"
  assume_role_policy = local.lambda_trust
  tags               = var.tags
}

resource "aws_iam_role_policy" "refresh" {
  count = var.oauth ? 1 : 0

  name = "refresh"
  role = aws_iam_role.refresh[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        # The parameter's history names its key. Without it, overwriting would change to the AWS account's default key.
        {
          Sid      = "RenewCredentials"
          Effect   = "Allow"
          Action   = ["ssm:GetParameter", "ssm:GetParameterHistory", "ssm:PutParameter"]
          Resource = local.credentials_arn
        },
        {
          Sid      = "Log"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = "${aws_cloudwatch_log_group.refresh[0].arn}:*"
        },
      ],
      var.kms_key_arn == null ? [] : [
        {
          Sid      = "UseKey"
          Effect   = "Allow"
          Action   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]
          Resource = var.kms_key_arn
        },
      ],
    )
  })
}

################################################################################
# Schedule
################################################################################

resource "aws_iam_role" "schedule" {
  count = var.oauth ? 1 : 0

  name = "${var.name}-schedule"
  tags = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Scheduler"
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = "scheduler.amazonaws.com" }
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
    ]
  })
}

resource "aws_iam_role_policy" "schedule" {
  count = var.oauth ? 1 : 0

  name = "schedule"
  role = aws_iam_role.schedule[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Invoke"
        Effect   = "Allow"
        Action   = ["lambda:InvokeFunction"]
        Resource = aws_lambda_function.refresh[0].arn
      },
    ]
  })
}

################################################################################
# Rejects
################################################################################

# For people who may look at rejected records. They cannot delete a record or send one, but can hide records for up to 12
# hours. The account decides who they are: with sts:AssumeRole on this role.
resource "aws_iam_role" "rejects" {
  name = "${var.name}-rejects"
  tags = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
      },
    ]
  })
}

resource "aws_iam_role_policy" "rejects" {
  name = "rejects"
  role = aws_iam_role.rejects.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        # SQS shows a message only by handing it out and hiding it. sqs:ChangeMessageVisibility makes it visible at once.
        {
          Sid      = "LookAtRejects"
          Effect   = "Allow"
          Action   = ["sqs:ReceiveMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"]
          Resource = aws_sqs_queue.reject.arn
        },
      ],
      var.kms_key_arn == null ? [] : [
        {
          Sid      = "UseKey"
          Effect   = "Allow"
          Action   = ["kms:Decrypt"]
          Resource = var.kms_key_arn
        },
      ],
    )
  })
}
