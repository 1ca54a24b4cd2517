# The least there is: a standard queue, an API key, and one tag for every contact.
#
#   ./run package
#   cd terraform/examples/basic && terraform init && terraform apply
#   terraform output -raw put_credentials_command    # then run what it prints, with {"api_key":"KeapAK-…"} in the file

terraform {
  required_version = ">= 1.5.7"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.80, < 7"
    }
  }
}

module "keap_sink" {
  source = "../.."

  function_zip = "../../../target/function.zip"
  keap_tag_ids = [101]
}

output "queue_url" {
  description = "URL of the queue; send records to it"
  value       = module.keap_sink.queue_url
}

output "put_credentials_command" {
  description = "Puts the credential, which you have in the file credentials.json, into its parameter"
  value       = module.keap_sink.put_credentials_command
}
