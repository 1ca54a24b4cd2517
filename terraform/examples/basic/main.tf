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
