# Values that follow from the variables, and values that all functions share.

locals {
  fifo_suffix     = var.fifo ? ".fifo" : ""
  batch_size      = coalesce(var.batch_size, var.fifo ? 10 : 100)
  batching_window = coalesce(var.batching_window, var.fifo ? 0 : 5)

  # AWS asks for six times the function's timeout, so that Lambda can repeat a throttled invocation, plus the batching
  # window.
  least_visibility_timeout = 6 * var.function_timeout + local.batching_window
  visibility_timeout       = coalesce(var.visibility_timeout, local.least_visibility_timeout)

  # The calls a minute that Keap allows a credential, and the seconds that a full batch waits for its share of them.
  keap_calls_per_minute = coalesce(var.keap_minute_limit, var.oauth ? 1500 : 240)
  batch_seconds         = local.batch_size * 60 * var.maximum_concurrency / local.keap_calls_per_minute

  # ./run package writes this file beside the zip. A zip of another origin may have none.
  package_file = "${dirname(var.function_zip)}/function.json"
  package      = jsondecode(fileexists(local.package_file) ? file(local.package_file) : "{}")

  function_runtime      = coalesce(var.function_runtime, try(local.package.runtime, "java21"))
  function_architecture = coalesce(var.function_architecture, try(local.package.architecture, "x86_64"))
  native                = local.function_runtime == "provided.al2023"
  handler               = local.native ? "bootstrap" : "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest"

  # The parts of arn:PARTITION:sqs:REGION:ACCOUNT:NAME save data sources and the permissions to read them.
  source_queue_arn = split(":", aws_sqs_queue.source.arn)
  partition        = local.source_queue_arn[1]
  region           = local.source_queue_arn[3]
  account          = local.source_queue_arn[4]
  parameter_arn    = "arn:${local.partition}:ssm:${local.region}:${local.account}:parameter"

  credentials_parameter = coalesce(var.credentials_parameter, "/${var.name}/credentials")
  credentials_secret    = startswith(local.credentials_parameter, "/aws/reference/secretsmanager/")

  mapping           = var.mapping_file == null ? var.mapping : file(var.mapping_file)
  mapping_bytes     = local.mapping == null ? 0 : length(base64encode(local.mapping)) * 3 / 4 - length(regexall("=", base64encode(local.mapping)))
  mapping_parameter = local.mapping == null ? try(split(":", var.mapping_parameter)[0], null) : "/${var.name}/mapping"

  # Functions read the mapping when they start. Its hash in their environment makes AWS start them anew when it changes;
  # otherwise they would keep the old mapping for hours. The parameter's version would do, too, but only an apply knows it:
  # the plan would hide all variables.
  mapping_environment = local.mapping == null ? {} : {
    KEAP_SINK_MAPPING = "ssm:${aws_ssm_parameter.mapping[0].name}"
    MAPPING_SHA256    = sha256(local.mapping)
  }

  # Quarkus requires this for a native image on Lambda.
  native_environment = local.native ? { DISABLE_SIGNAL_HANDLERS = "true" } : {}

  # An unset variable leaves the function's own default.
  optional_settings = {
    KEAP_SINK_BASE_URL         = var.keap_base_url
    KEAP_SINK_API_KEY_HEADER   = var.keap_api_key_header
    KEAP_SINK_STREAMS          = join(",", var.keap_streams)
    KEAP_SINK_TAG_IDS          = length(var.keap_tag_ids) == 0 ? null : join(",", var.keap_tag_ids)
    KEAP_SINK_CONTACT_TYPE     = var.keap_contact_type
    KEAP_SINK_DUPLICATE_OPTION = var.keap_duplicate_option
    KEAP_SINK_WRITE_POLICY     = var.keap_write_policy
    KEAP_SINK_ON_DELETE        = var.keap_on_delete
    KEAP_SINK_COUNTRY          = var.keap_country
    KEAP_SINK_DATE_ORDER       = var.keap_date_order
    KEAP_SINK_KEY_FIELD        = var.keap_key_field
    KEAP_SINK_DEFAULT_USER     = var.keap_default_user
    KEAP_SINK_FILE_HOSTS       = length(var.file_hosts) == 0 ? null : join(",", var.file_hosts)
    KEAP_SINK_FILE_BUCKET      = var.file_bucket
    KEAP_SINK_FILE_LIMIT       = var.file_limit
    KEAP_SINK_CONNECT_TIMEOUT  = var.keap_connect_timeout
    KEAP_SINK_CALL_TIMEOUT     = var.keap_call_timeout
    KEAP_SINK_TAG_TIMEOUT      = var.keap_tag_timeout
    KEAP_SINK_SPIKE_LIMIT      = var.keap_spike_limit
    KEAP_SINK_MINUTE_LIMIT     = var.keap_minute_limit
    KEAP_SINK_MAPPING          = var.mapping_parameter == null ? null : "ssm:${var.mapping_parameter}"
    KEAP_SINK_LEDGER_TABLE     = var.ledger ? "${var.name}-ledger" : null
    KEAP_SINK_LEDGER_RETENTION = var.ledger ? var.ledger_retention : null
  }

  # The environment of sync and check. Both have the same, because check looks at the deployment that it is part of.
  environment = merge(
    {
      KEAP_SINK_CREDENTIALS_PARAMETER = local.credentials_parameter

      # The function starts no new write near the end of this time. If it believed in more time than it has, Lambda
      # would end it in the middle of a batch. SQS would then deliver the whole batch again.
      KEAP_SINK_TIMEOUT = "PT${var.function_timeout}S"

      # The function divides Keap's quota by this number, so it has to be the event source mapping's.
      KEAP_SINK_MAX_CONCURRENCY = tostring(var.maximum_concurrency)

      KEAP_SINK_QUEUE_URL        = aws_sqs_queue.source.id
      KEAP_SINK_REJECT_QUEUE_URL = aws_sqs_queue.reject.id
    },
    { for name, value in local.optional_settings : name => tostring(value) if value != null },
    local.mapping_environment,
    nonsensitive(var.ledger_key == null) ? {} : { KEAP_SINK_LEDGER_KEY = var.ledger_key },
    local.native_environment,
  )
}
