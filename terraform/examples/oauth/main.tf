# An OAuth2 grant, whose tokens are renewed on a schedule, and the native image, which needs less memory: build it with
# ./run package --native. What it runs on is in target/function.json, which is read, too. Keap allows OAuth2 1,500 calls a
# minute, so that four invocations at a time keep busy.
#
# The credentials are {"client_id":"…","client_secret":"…","access_token":"…","refresh_token":"…","expires_at":0}.

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

  name                = "keap-oauth"
  function_zip        = "../../../target/function.zip"
  function_memory     = 512
  oauth               = true
  maximum_concurrency = 4
}
