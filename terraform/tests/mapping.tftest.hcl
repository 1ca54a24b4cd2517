# Where the mapping comes from.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  function_zip = "versions.tf"
}

run "a_file" {
  command = plan

  variables {
    mapping_file = "examples/fifo/mapping.json"
  }

  assert {
    condition     = aws_ssm_parameter.mapping[0].name == "/keap-sink/mapping" && aws_ssm_parameter.mapping[0].value == file("examples/fifo/mapping.json")
    error_message = "The text of the file must be put into its parameter."
  }

  assert {
    condition     = local.environment["KEAP_SINK_MAPPING"] == "ssm:/keap-sink/mapping" && local.environment["MAPPING_SHA256"] == filesha256("examples/fifo/mapping.json")
    error_message = "The functions must look for the mapping where it is, and start anew when it changes."
  }

  assert {
    condition     = output.mapping_parameter == "/keap-sink/mapping"
    error_message = "A person must be told where the mapping is."
  }
}

run "a_document" {
  command = plan

  variables {
    mapping = jsonencode({ automatic = true })
  }

  assert {
    condition     = aws_ssm_parameter.mapping[0].value == "{\"automatic\":true}" && local.environment["KEAP_SINK_MAPPING"] == "ssm:/keap-sink/mapping"
    error_message = "A document of the calling configuration must be as good as a file."
  }
}

run "a_parameter_that_is_brought_along" {
  command = plan

  variables {
    mapping_parameter = "/crm/mapping"
  }

  assert {
    condition     = length(aws_ssm_parameter.mapping) == 0 && local.environment["KEAP_SINK_MAPPING"] == "ssm:/crm/mapping"
    error_message = "A parameter that is there must be left alone."
  }
}

run "a_version_of_a_parameter_that_is_brought_along" {
  command = plan

  variables {
    mapping_parameter = "/crm/mapping:2"
  }

  assert {
    condition     = local.environment["KEAP_SINK_MAPPING"] == "ssm:/crm/mapping:2" && output.mapping_parameter == "/crm/mapping"
    error_message = "The functions must read this version of the parameter."
  }
}

run "none" {
  command = plan

  assert {
    condition     = length(aws_ssm_parameter.mapping) == 0 && length(setintersection(keys(local.environment), ["KEAP_SINK_MAPPING", "MAPPING_SHA256"])) == 0 && output.mapping_parameter == null
    error_message = "Without a mapping the function must go by names."
  }
}

run "a_document_of_as_many_bytes_as_there_is_room_for" {
  command = plan

  variables {
    mapping = "{\"fields\":{\"given_name\":\"${join("", [for i in range(1020) : "éééé"])}éé\"}}"
  }

  assert {
    condition     = local.mapping_bytes == 8192
    error_message = "The limit itself must be allowed, and is one of bytes."
  }
}

run "refuses_a_document_of_one_byte_more" {
  command = plan

  variables {
    mapping = "{\"fields\":{\"given_name\":\"${join("", [for i in range(1020) : "éééé"])}éé\"}} "
  }

  expect_failures = [aws_ssm_parameter.mapping]
}

run "refuses_a_file_that_is_not_there" {
  command = plan

  variables {
    mapping_file = "none.json"
  }

  expect_failures = [var.mapping_file]
}

run "refuses_a_file_that_is_no_json_object" {
  command = plan

  variables {
    mapping_file = "versions.tf"
  }

  expect_failures = [var.mapping_file]
}

run "refuses_a_document_that_is_no_json_object" {
  command = plan

  variables {
    mapping = "[]"
  }

  expect_failures = [var.mapping]
}

run "refuses_a_file_and_a_document" {
  command = plan

  variables {
    mapping_file = "examples/fifo/mapping.json"
    mapping      = "{}"
  }

  expect_failures = [aws_ssm_parameter.mapping]
}

run "refuses_a_document_and_a_parameter" {
  command = plan

  variables {
    mapping           = "{}"
    mapping_parameter = "/crm/mapping"
  }

  expect_failures = [aws_ssm_parameter.mapping]
}

run "refuses_a_file_and_a_parameter" {
  command = plan

  variables {
    mapping_file      = "examples/fifo/mapping.json"
    mapping_parameter = "/crm/mapping"
  }

  expect_failures = [aws_ssm_parameter.mapping]
}
