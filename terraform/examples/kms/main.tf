# Everything encrypted with a key of yours, the credential in a parameter that you have already, so that Terraform never
# reads it, and an SNS topic as the producer.

terraform {
  required_version = ">= 1.5.7"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.80, < 7"
    }
  }
}

variable "credentials_parameter" {
  description = "Name of the SecureString with the credential, encrypted with the same key"
  type        = string
  default     = "/crm/keap"
}

data "aws_caller_identity" "current" {}

resource "aws_kms_key" "keap" {
  description         = "Records on their way to Keap"
  enable_key_rotation = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # The account decides with its own policies who may use the key; the roles of the functions are among them. In a
      # key's policy "*" means this key.
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      # A service has no role: it needs the key's permission to send to an encrypted queue.
      {
        Sid       = "Topic"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
      },
    ]
  })
}

resource "aws_sns_topic" "leads" {
  name              = "leads-for-keap"
  kms_master_key_id = aws_kms_key.keap.arn
}

resource "aws_sns_topic_subscription" "leads" {
  topic_arn = aws_sns_topic.leads.arn
  protocol  = "sqs"
  endpoint  = module.keap_sink.queue_arn
}

module "keap_sink" {
  source = "../.."

  name                  = "keap-kms"
  function_zip          = "../../../target/function.zip"
  kms_key_arn           = aws_kms_key.keap.arn
  credentials_parameter = var.credentials_parameter
  ledger                = true
  senders               = [{ service = "sns.amazonaws.com", arn = aws_sns_topic.leads.arn }]
}

output "topic_arn" {
  description = "ARN of the topic; publish records to it"
  value       = aws_sns_topic.leads.arn
}
