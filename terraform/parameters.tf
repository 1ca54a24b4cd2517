################################################################################
# Credentials
################################################################################

# The parameter starts empty. You put the credential there (see the output put_credentials_command), and refresh renews
# it.
resource "aws_ssm_parameter" "credentials" {
  count = var.credentials_parameter == null ? 1 : 0

  name        = local.credentials_parameter
  description = "The credential of Keap Sink for Keap"
  type        = "SecureString"
  key_id      = var.kms_key_arn
  value       = "{}"
  tags        = var.tags

  lifecycle {
    # Terraform would write the empty credential over yours. With any other change, AWS takes the value along that
    # Terraform read before: an old refresh token over the only valid one. docs/deploying.md says how to change the key.
    # These rules do not prevent one thing: another name, or a credentials_parameter, deletes this parameter.
    ignore_changes = [allowed_pattern, data_type, description, key_id, tier, type, value]
  }
}

################################################################################
# Mapping
################################################################################

resource "aws_ssm_parameter" "mapping" {
  count = local.mapping == null ? 0 : 1

  name        = local.mapping_parameter
  description = "Which values of a record go where in Keap"
  type        = "String"
  tier        = "Intelligent-Tiering"
  value       = local.mapping
  tags        = var.tags

  lifecycle {
    precondition {
      condition     = length([for mapping in [var.mapping_file, var.mapping, var.mapping_parameter] : mapping if mapping != null]) == 1
      error_message = "Set one of mapping_file (a file), mapping (a document) and mapping_parameter (a parameter that you have), not several."
    }

    precondition {
      condition     = local.mapping_bytes <= 8192
      error_message = "The mapping has ${local.mapping_bytes} bytes, and Parameter Store takes 8192. Take out white space, or entries that the names of fields find anyway."
    }
  }
}
