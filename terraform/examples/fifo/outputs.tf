# All that the module tells. Operating needs it: docs/operating.md names these outputs.

output "queue_url" {
  description = "URL of the source queue; producers send records to it"
  value       = module.keap_sink.queue_url
}

output "queue_arn" {
  description = "ARN of the source queue; use it to allow producers sqs:SendMessage"
  value       = module.keap_sink.queue_arn
}

output "dead_letter_queue_url" {
  description = "URL of the queue with the messages that Keap did not take in 100 deliveries"
  value       = module.keap_sink.dead_letter_queue_url
}

output "dead_letter_queue_arn" {
  description = "ARN of the dead-letter queue; use it to start a redrive to the source queue"
  value       = module.keap_sink.dead_letter_queue_arn
}

output "reject_queue_url" {
  description = "URL of the queue of records that can never be written, each with its reason as message attributes"
  value       = module.keap_sink.reject_queue_url
}

output "reject_queue_arn" {
  description = "ARN of the reject queue; use it to allow sqs:ReceiveMessage to the role that repairs records"
  value       = module.keap_sink.reject_queue_arn
}

output "rejects_role_arn" {
  description = "ARN of the role for people who may look at rejected records; it cannot delete or send, but can hide messages for up to 12 hours. Allow people sts:AssumeRole on it, and the role kms:Decrypt in the policy of a key of yours"
  value       = module.keap_sink.rejects_role_arn
}

output "credentials_parameter" {
  description = "Name of the parameter with the credential for Keap"
  value       = module.keap_sink.credentials_parameter
}

output "put_credentials_command" {
  description = "Puts the credential, which you have in the file credentials.json, into its parameter; null for a secret of Secrets Manager"
  value       = module.keap_sink.put_credentials_command
}

output "function_name" {
  description = "Name of the function sync"
  value       = module.keap_sink.function_name
}

output "function_arn" {
  description = "ARN of the function sync"
  value       = module.keap_sink.function_arn
}

output "role_arn" {
  description = "ARN of the role that the function sync runs as; use it in the policy of a key of yours"
  value       = module.keap_sink.role_arn
}

output "check_role_arn" {
  description = "ARN of the role that the function check runs as; use it in the policy of a key of yours"
  value       = module.keap_sink.check_role_arn
}

output "refresh_role_arn" {
  description = "ARN of the role that the function refresh runs as; use it in the policy of a key of yours; null without oauth"
  value       = module.keap_sink.refresh_role_arn
}

output "log_group_name" {
  description = "Name of the function sync's log group"
  value       = module.keap_sink.log_group_name
}

output "event_source_mapping_id" {
  description = "Id of the event source mapping; use it to pause and resume delivery at once"
  value       = module.keap_sink.event_source_mapping_id
}

output "check_function_name" {
  description = "Name of the function check; invoke it after every change of the configuration"
  value       = module.keap_sink.check_function_name
}

output "refresh_function_name" {
  description = "Name of the function refresh; null without oauth"
  value       = module.keap_sink.refresh_function_name
}

output "mapping_parameter" {
  description = "Name of the parameter with the mapping; null without a mapping"
  value       = module.keap_sink.mapping_parameter
}

output "ledger_table_name" {
  description = "Name of the ledger's table; null without ledger"
  value       = module.keap_sink.ledger_table_name
}

output "alarm_names" {
  description = "Names of the alarms, with commas between them"
  value       = module.keap_sink.alarm_names
}

output "dashboard_name" {
  description = "Name of the dashboard in CloudWatch"
  value       = module.keap_sink.dashboard_name
}
