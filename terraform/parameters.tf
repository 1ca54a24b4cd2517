################################################################################
# Credentials
################################################################################

# Made with nothing in it; you put the credential there (see the output put_credentials_command), and refresh renews it.
resource "aws_ssm_parameter" "credentials" {
  count = var.credentials_parameter == null ? 1 : 0

  name        = local.credentials_parameter
  description = "The credential of Keap Sink for Keap"
  type        = "SecureString"
  key_id      = var.kms_key_arn
  value       = "{}"
  tags        = var.tags

  lifecycle {
    # Terraform would write the empty credential over yours. Whatever else of it changes, AWS takes the value along with the
    # change, and that is the one Terraform read before: an old refresh token over the only one that is valid. How to change
    # the key is in docs/deploying.md. What these do not prevent: another name, or a credentials_parameter, deletes this one.
    ignore_changes = [allowed_pattern, data_type, description, key_id, tier, type, value]
  }
}

################################################################################
# Mapping
################################################################################

resource "aws_ssm_parameter" "mapping" {
  count = var.mapping == null ? 0 : 1

  name        = local.mapping_parameter
  description = "Which values of a record go where in Keap"
  type        = "String"
  tier        = "Intelligent-Tiering"
  value       = var.mapping
  tags        = var.tags

  lifecycle {
    precondition {
      condition     = var.mapping_parameter == null
      error_message = "Set mapping (a document) or mapping_parameter (where one is), not both."
    }
  }
}
