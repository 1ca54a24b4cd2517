# Records in order: a FIFO queue whose producers name the message group (a customer's id, say), a mapping, and a ledger,
# so that records without an e-mail address are found again. Alarms send an e-mail.

terraform {
  required_version = ">= 1.5.7"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.80, < 7"
    }
  }
}

variable "alarm_email" {
  description = "E-mail address that alarms are sent to"
  type        = string
  default     = "on-call@example.com"
}

resource "aws_sns_topic" "alarms" {
  name = "leads-alarms"
}

resource "aws_sns_topic_subscription" "alarms" {
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

module "keap_sink" {
  source = "../.."

  name            = "leads"
  function_zip    = "../../../target/function.zip"
  fifo            = true
  ledger          = true
  alarm_topic_arn = aws_sns_topic.alarms.arn

  keap_contact_type     = "Lead"
  keap_duplicate_option = "EmailAndName"
  mapping_file          = "mapping.json"
}
