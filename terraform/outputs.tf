################################################################################
# Queues
################################################################################

output "queue_url" {
  description = "URL of the source queue; producers send records to it"
  value       = aws_sqs_queue.source.id
}

output "queue_arn" {
  description = "ARN of the source queue; use it to allow producers sqs:SendMessage"
  value       = aws_sqs_queue.source.arn
}

output "dead_letter_queue_url" {
  description = "URL of the queue with the messages that Keap did not take in 100 deliveries"
  value       = aws_sqs_queue.dead_letter.id
}

output "dead_letter_queue_arn" {
  description = "ARN of the dead-letter queue; use it to start a redrive to the source queue"
  value       = aws_sqs_queue.dead_letter.arn
}

output "reject_queue_url" {
  description = "URL of the queue of records that can never be written, each with its reason as message attributes"
  value       = aws_sqs_queue.reject.id
}

output "reject_queue_arn" {
  description = "ARN of the reject queue; use it to allow sqs:ReceiveMessage to the role that repairs records"
  value       = aws_sqs_queue.reject.arn
}

output "rejects_role_arn" {
  description = "ARN of the role for people who may look at rejected records; it cannot delete or send, but can hide messages for up to 12 hours. Allow people sts:AssumeRole on it, and the role kms:Decrypt in the policy of a key of yours"
  value       = aws_iam_role.rejects.arn
}

################################################################################
# Credentials
################################################################################

output "credentials_parameter" {
  description = "Name of the parameter with the credential for Keap"
  value       = local.credentials_parameter
}

output "put_credentials_command" {
  description = "Puts the credential, which you have in the file credentials.json, into its parameter; null for a secret of Secrets Manager"
  value = local.credentials_secret ? null : join(" ", compact([
    "aws ssm put-parameter --region ${local.region} --name ${local.credentials_parameter} --type SecureString",
    var.kms_key_arn == null ? "" : "--key-id ${var.kms_key_arn}",
    "--overwrite --value file://credentials.json",
  ]))
}

################################################################################
# Functions
################################################################################

output "function_name" {
  description = "Name of the function sync"
  value       = aws_lambda_function.sync.function_name
}

output "function_arn" {
  description = "ARN of the function sync"
  value       = aws_lambda_function.sync.arn
}

output "role_arn" {
  description = "ARN of the role that the function sync runs as; use it in the policy of a key of yours"
  value       = aws_iam_role.sync.arn
}

output "check_role_arn" {
  description = "ARN of the role that the function check runs as; use it in the policy of a key of yours"
  value       = aws_iam_role.check.arn
}

output "refresh_role_arn" {
  description = "ARN of the role that the function refresh runs as; use it in the policy of a key of yours; null without oauth"
  value       = one(aws_iam_role.refresh[*].arn)
}

output "log_group_name" {
  description = "Name of the function sync's log group"
  value       = aws_cloudwatch_log_group.sync.name
}

output "event_source_mapping_id" {
  description = "Id of the event source mapping; use it to pause and resume delivery at once"
  value       = aws_lambda_event_source_mapping.source.id
}

output "check_function_name" {
  description = "Name of the function check; invoke it after every change of the configuration"
  value       = aws_lambda_function.check.function_name
}

output "refresh_function_name" {
  description = "Name of the function refresh; null without oauth"
  value       = one(aws_lambda_function.refresh[*].function_name)
}

################################################################################
# Mapping
################################################################################

output "mapping_parameter" {
  description = "Name of the parameter with the mapping; null without a mapping"
  value       = local.mapping_parameter
}

################################################################################
# Ledger
################################################################################

output "ledger_table_name" {
  description = "Name of the ledger's table; null without ledger"
  value       = one(aws_dynamodb_table.ledger[*].name)
}

################################################################################
# Alarms and Dashboard
################################################################################

output "alarm_names" {
  description = "Names of the alarms, with commas between them"
  value       = join(",", [for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name])
}

output "dashboard_name" {
  description = "Name of the dashboard in CloudWatch"
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
