# Who may send. Policies are known once the queue has its ARN, which is made up here: that takes Terraform 1.11 or newer.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_resource {
  target          = aws_sqs_queue.source
  override_during = plan
  values = {
    arn = "arn:aws:sqs:eu-central-1:123456789012:keap-sink"
  }
}

variables {
  function_zip = "versions.tf"
}

run "two_services_for_one_resource_each" {
  command = plan

  variables {
    senders = [
      { service = "sns.amazonaws.com", arn = "arn:aws:sns:eu-central-1:123456789012:leads" },
      { service = "events.amazonaws.com", arn = "arn:aws:events:eu-central-1:123456789012:rule/leads" },
    ]
  }

  assert {
    condition     = [for statement in jsondecode(aws_sqs_queue_policy.source.policy).Statement : statement.Sid] == ["RefuseWithoutTls", "Send0", "Send1"]
    error_message = "AWS refuses a policy of which two statements have one name."
  }

  assert {
    condition = [for statement in slice(jsondecode(aws_sqs_queue_policy.source.policy).Statement, 1, 3) : [statement.Effect, statement.Principal.Service, statement.Action, statement.Resource, statement.Condition.ArnEquals["aws:SourceArn"]]] == [
      for sender in var.senders : ["Allow", sender.service, "sqs:SendMessage", aws_sqs_queue.source.arn, sender.arn]
    ]
    error_message = "Each service may send to this queue, for its own resource."
  }
}

run "nobody_else" {
  command = plan

  assert {
    condition     = [for statement in jsondecode(aws_sqs_queue_policy.source.policy).Statement : statement.Effect] == ["Deny"]
    error_message = "Without senders the queue's policy must allow nothing."
  }
}
