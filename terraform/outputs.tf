################################################################################
# Source Queue
################################################################################

output "queue_url" {
  description = "URL of the source queue; producers send records to it"
  value       = aws_sqs_queue.source.id
}

output "queue_arn" {
  description = "ARN of the source queue; use it to allow producers sqs:SendMessage"
  value       = aws_sqs_queue.source.arn
}

################################################################################
# Dead-Letter Queue
################################################################################

output "dead_letter_queue_url" {
  description = "URL of the queue with the messages that Keap did not take in 100 deliveries"
  value       = aws_sqs_queue.dead_letter.id
}

output "dead_letter_queue_arn" {
  description = "ARN of the dead-letter queue; use it to start a redrive to the source queue"
  value       = aws_sqs_queue.dead_letter.arn
}

################################################################################
# Reject Queue
################################################################################

output "reject_queue_url" {
  description = "URL of the queue of records that can never be written, each with its reason as message attributes"
  value       = aws_sqs_queue.reject.id
}

output "reject_queue_arn" {
  description = "ARN of the reject queue; use it to allow sqs:ReceiveMessage to whoever repairs records"
  value       = aws_sqs_queue.reject.arn
}

################################################################################
# Function
################################################################################

output "function_name" {
  description = "Name of the function"
  value       = aws_lambda_function.sync.function_name
}

output "function_arn" {
  description = "ARN of the function"
  value       = aws_lambda_function.sync.arn
}

################################################################################
# Log Group
################################################################################

output "log_group_name" {
  description = "Name of the function's log group"
  value       = aws_cloudwatch_log_group.function.name
}

################################################################################
# Role
################################################################################

output "role_arn" {
  description = "ARN of the role the function runs as"
  value       = aws_iam_role.function.arn
}

################################################################################
# Event Source Mapping
################################################################################

output "event_source_mapping_id" {
  description = "Id of the event source mapping; use it to pause and resume delivery"
  value       = aws_lambda_event_source_mapping.source.id
}
