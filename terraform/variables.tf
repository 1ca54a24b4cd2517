# In the order of a person's questions. terraform.tfvars.example and sam-template.yaml have the same order.

################################################################################
# Name
################################################################################

variable "name" {
  description = "Name of the function sync, and the start of every other name"
  type        = string
  default     = "keap-sink"
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,55}$", var.name))
    error_message = "The name must have 1 to 55 letters, digits, hyphens and underscores. For a FIFO queue set fifo; .fifo is appended."
  }
}

variable "tags" {
  description = "AWS tags of every resource"
  type        = map(string)
  default     = {}
  nullable    = false
}

################################################################################
# 1. What Goes to Keap
################################################################################

variable "keap_streams" {
  description = "KEAP_SINK_STREAMS: the streams that are written; a record of any other is rejected"
  type        = list(string)
  default     = ["contacts"]
  nullable    = false

  validation {
    condition     = alltrue([for stream in var.keap_streams : contains(["companies", "products", "contacts", "opportunities", "orders", "payments", "notes", "tasks", "files"], stream)])
    error_message = "The streams must be some of companies, products, contacts, opportunities, orders, payments, notes, tasks and files."
  }

  validation {
    condition     = length(var.keap_streams) > 0 && length(distinct(var.keap_streams)) == length(var.keap_streams)
    error_message = "There must be one stream at least, and none twice."
  }
}

variable "keap_tag_ids" {
  description = "KEAP_SINK_TAG_IDS: ids of the Keap tags that every contact gets"
  type        = list(number)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.keap_tag_ids : id > 0 && id < 1000000000000000000 && floor(id) == id])
    error_message = "Tag ids must be positive whole numbers of 18 digits at most."
  }

  validation {
    condition     = length(distinct(var.keap_tag_ids)) <= 50
    error_message = "A contact gets 50 tags at most."
  }
}

variable "keap_contact_type" {
  description = "KEAP_SINK_CONTACT_TYPE: Keap contact type for records that name none; null leaves it out"
  type        = string
  default     = null

  validation {
    condition     = var.keap_contact_type == null ? true : trimspace(var.keap_contact_type) != ""
    error_message = "The contact type must not be blank; use null for none."
  }
}

variable "mapping_file" {
  description = "Path of a file with the mapping (which values of a record go where), relative to the folder Terraform runs in. Its text is put into Parameter Store; null matches fields by their names"
  type        = string
  default     = null

  validation {
    condition     = var.mapping_file == null ? true : fileexists(var.mapping_file)
    error_message = "There is no file at mapping_file. The path is relative to the folder Terraform runs in; with terraform -chdir=FOLDER that is FOLDER."
  }

  validation {
    condition     = try(!fileexists(var.mapping_file), true) ? true : can(keys(jsondecode(file(var.mapping_file))))
    error_message = "The file at mapping_file must hold a JSON object, in UTF-8."
  }
}

variable "mapping" {
  description = "The mapping as a JSON document, instead of mapping_file: for a configuration that calls this module and makes the document itself, with jsonencode"
  type        = string
  default     = null

  validation {
    condition     = var.mapping == null ? true : can(keys(jsondecode(var.mapping)))
    error_message = "The mapping must be a JSON object."
  }
}

variable "mapping_parameter" {
  description = "Name of a parameter that you have in Parameter Store with the mapping, instead of mapping_file. The functions read it when they start; a version at the end of the name, such as /crm/mapping:2, starts them anew when it changes"
  type        = string
  default     = null

  validation {
    condition     = var.mapping_parameter == null ? true : can(regex("^(/[a-zA-Z0-9_.-]+)+(:[0-9]+)?$", var.mapping_parameter))
    error_message = "The parameter's name must be a full one: slashes, and letters, digits, underscores, dots and hyphens between them. A colon and a version may follow."
  }
}

variable "keap_duplicate_option" {
  description = "KEAP_SINK_DUPLICATE_OPTION: what makes two contacts the same, Email or EmailAndName"
  type        = string
  default     = "Email"
  nullable    = false

  validation {
    condition     = contains(["Email", "EmailAndName"], var.keap_duplicate_option)
    error_message = "The duplicate option must be Email or EmailAndName."
  }
}

variable "keap_write_policy" {
  description = "KEAP_SINK_WRITE_POLICY: which contacts are written, upsert, create-only or update-only"
  type        = string
  default     = "upsert"
  nullable    = false

  validation {
    condition     = contains(["upsert", "create-only", "update-only"], var.keap_write_policy)
    error_message = "The write policy must be upsert, create-only or update-only."
  }
}

variable "keap_on_delete" {
  description = "KEAP_SINK_ON_DELETE: what a delete does, untag, delete or ignore"
  type        = string
  default     = "untag"
  nullable    = false

  validation {
    condition     = contains(["untag", "delete", "ignore"], var.keap_on_delete)
    error_message = "On delete must be untag, delete or ignore."
  }
}

variable "keap_country" {
  description = "KEAP_SINK_COUNTRY: whose phone numbers records write without a country code, an ISO 3166 code such as US; null leaves them as they are"
  type        = string
  default     = null

  validation {
    condition     = var.keap_country == null ? true : can(regex("^[A-Z]{2,3}$", var.keap_country))
    error_message = "The country must be an ISO 3166 code, such as US."
  }
}

variable "keap_date_order" {
  description = "KEAP_SINK_DATE_ORDER: the order in dates such as 12/10/1980, mdy, dmy or ymd; null refuses those"
  type        = string
  default     = null

  validation {
    condition     = var.keap_date_order == null ? true : contains(["mdy", "dmy", "ymd"], var.keap_date_order)
    error_message = "The order of dates must be mdy, dmy or ymd."
  }
}

variable "keap_key_field" {
  description = "KEAP_SINK_KEY_FIELD: the label of the custom field that holds a record's key; null leaves the function's own default"
  type        = string
  default     = null

  validation {
    condition     = var.keap_key_field == null ? true : can(regex("^.*[A-Za-z0-9].*$", var.keap_key_field))
    error_message = "The label of the key field must have a letter from A to Z or a digit."
  }
}

variable "keap_default_user" {
  description = "KEAP_SINK_DEFAULT_USER: the id or e-mail address of the Keap user of notes and tasks that name none; null rejects those"
  type        = string
  default     = null

  validation {
    condition     = var.keap_default_user == null ? true : can(regex("^([1-9][0-9]{0,17}|[^@\\s]+@[^@\\s]+)$", var.keap_default_user))
    error_message = "The default user must be the id or the e-mail address of a user of Keap."
  }
}

variable "file_hosts" {
  description = "KEAP_SINK_FILE_HOSTS: hosts that files may be fetched from, such as files.example.org, or *.example.org for all names below one"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for host in var.file_hosts : can(regex("^(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$", host))])
    error_message = "Hosts must be names in small letters, such as files.example.org or *.example.org, without https:// and without a path."
  }
}

variable "file_bucket" {
  description = "KEAP_SINK_FILE_BUCKET: name of a bucket that you have, whose objects may be sent to Keap as files; null for none"
  type        = string
  default     = null

  validation {
    condition     = var.file_bucket == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.file_bucket))
    error_message = "The bucket's name must have 3 to 63 small letters, digits, dots and hyphens."
  }
}

variable "file_limit" {
  description = "KEAP_SINK_FILE_LIMIT: the largest file that is sent to Keap, such as 10 MB; null is the function's own default"
  type        = string
  default     = null

  validation {
    condition     = var.file_limit == null ? true : can(regex("^(([1-9]|[1-4][0-9]|50) MB|[1-9][0-9]{0,3} KB)$", var.file_limit))
    error_message = "The limit must be a size from 1 KB to 50 MB, such as 10 MB."
  }
}

################################################################################
# 2. The Credential
################################################################################

variable "oauth" {
  description = "Whether the credential is an OAuth2 grant, whose tokens the function refresh renews, instead of an API key"
  type        = bool
  default     = false
  nullable    = false
}

variable "credentials_parameter" {
  description = "Name of a SecureString that you have in Parameter Store with the credential, or /aws/reference/secretsmanager/NAME for a secret; null makes an empty /NAME/credentials. Terraform reads a parameter that it made into its state, one that you bring it does not"
  type        = string
  default     = null

  validation {
    condition     = var.credentials_parameter == null ? true : can(regex("^(/[a-zA-Z0-9_.-]+)+$", var.credentials_parameter))
    error_message = "The parameter's name must be a full one: slashes, and letters, digits, underscores, dots and hyphens between them."
  }
}

variable "credentials_secret_arn" {
  description = "ARN of the secret, if credentials_parameter is /aws/reference/secretsmanager/NAME"
  type        = string
  default     = null

  validation {
    condition     = var.credentials_secret_arn == null ? true : can(regex("^arn:[^:]+:secretsmanager:[^*]+$", var.credentials_secret_arn))
    error_message = "The secret must be the ARN of one secret of Secrets Manager."
  }
}

variable "keap_api_key_header" {
  description = "KEAP_SINK_API_KEY_HEADER: the header of an API key, X-Keap-API-Key or Authorization; null is the function's own default"
  type        = string
  default     = null

  validation {
    condition     = var.keap_api_key_header == null ? true : contains(["X-Keap-API-Key", "Authorization"], var.keap_api_key_header)
    error_message = "The header must be X-Keap-API-Key or Authorization."
  }
}

variable "keap_base_url" {
  description = "KEAP_SINK_BASE_URL: Keap's REST API; null is the function's own default"
  type        = string
  default     = null

  validation {
    condition     = var.keap_base_url == null ? true : can(regex("^https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$", var.keap_base_url)) && !can(regex("/v[12]/*$", var.keap_base_url))
    error_message = "The address must be an http or https address without /v1, such as https://api.infusionsoft.com/crm/rest."
  }
}

variable "keap_token_url" {
  description = "KEAP_SINK_TOKEN_URL: where refresh renews OAuth2 tokens; null is the function's own default"
  type        = string
  default     = null

  validation {
    condition     = var.keap_token_url == null ? true : can(regex("^https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$", var.keap_token_url))
    error_message = "The address must be an http or https address, such as https://api.infusionsoft.com/token."
  }
}

################################################################################
# 3. The Queue
################################################################################

variable "fifo" {
  description = "Whether the source queue and its dead-letter queue are FIFO queues; changing it makes new queues"
  type        = bool
  default     = false
  nullable    = false
}

variable "senders" {
  description = "AWS services that may send to the source queue, each for one resource, such as {service = \"sns.amazonaws.com\", arn = aws_sns_topic.leads.arn}; users and roles of this AWS account need no entry"
  type        = list(object({ service = string, arn = string }))
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for sender in var.senders : can(regex("^[a-z0-9.-]+\\.amazonaws\\.com$", sender.service))])
    error_message = "The service of a sender must be a service principal, such as sns.amazonaws.com or events.amazonaws.com."
  }

  validation {
    condition     = alltrue([for sender in var.senders : can(regex("^arn:[a-z0-9-]+:[a-z0-9-]+:[^*?]+$", sender.arn))])
    error_message = "The ARN of a sender must be the ARN of one topic, rule or bucket, without * and ?."
  }
}

variable "enabled" {
  description = "Whether messages are delivered to the function; false pauses it, and messages wait in the queue"
  type        = bool
  default     = true
  nullable    = false
}

variable "retention_days" {
  description = "How many days a message waits in the source queue before it is lost"
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.retention_days >= 1 && var.retention_days <= 13 && floor(var.retention_days) == var.retention_days
    error_message = "The retention must be a whole number of days from 1 to 13: SQS allows 14, and the dead-letter queue needs more than this."
  }
}

variable "dead_letter_retention_days" {
  description = "How many days after it was sent a message is lost from the dead-letter queue; more than retention_days"
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.dead_letter_retention_days >= 1 && var.dead_letter_retention_days <= 14 && floor(var.dead_letter_retention_days) == var.dead_letter_retention_days
    error_message = "The retention must be a whole number of days from 1 to 14 (SQS's limit)."
  }
}

variable "visibility_timeout" {
  description = "How many seconds a message stays hidden while it is worked on; null is six times function_timeout plus batching_window, the least allowed"
  type        = number
  default     = null

  validation {
    condition     = var.visibility_timeout == null ? true : var.visibility_timeout >= 1 && var.visibility_timeout <= 43200 && floor(var.visibility_timeout) == var.visibility_timeout
    error_message = "The visibility timeout must be a whole number of seconds up to 43200 (SQS's limit)."
  }
}

variable "batch_size" {
  description = "Most messages in one invocation; contacts of one batch share their tag calls, 100 to a call. Null is 100, and 10 for a FIFO queue, Lambda's limit"
  type        = number
  default     = null

  validation {
    condition     = var.batch_size == null ? true : var.batch_size >= 1 && var.batch_size <= 10000 && floor(var.batch_size) == var.batch_size
    error_message = "The batch size must be a whole number from 1 to 10000."
  }
}

variable "batching_window" {
  description = "How many seconds Lambda waits for a batch to fill. Null is 5, and 0 for a FIFO queue, for which Lambda has none"
  type        = number
  default     = null

  validation {
    condition     = var.batching_window == null ? true : var.batching_window >= 0 && var.batching_window <= 5 && floor(var.batching_window) == var.batching_window
    error_message = "The batching window must be a whole number of seconds from 0 to 5."
  }
}

variable "maximum_concurrency" {
  description = "Most invocations at a time; each of them takes its share of Keap's quota"
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.maximum_concurrency >= 2 && var.maximum_concurrency <= 1000 && floor(var.maximum_concurrency) == var.maximum_concurrency
    error_message = "The maximum concurrency must be a whole number from 2 (Lambda's lowest) to 1000."
  }
}

################################################################################
# 4. The Ledger
################################################################################

variable "ledger" {
  description = "Whether a DynamoDB table remembers which record became which contact"
  type        = bool
  default     = false
  nullable    = false
}

variable "ledger_retention" {
  description = "KEAP_SINK_LEDGER_RETENTION: how long the ledger remembers a record, such as P45D; null is the function's own default"
  type        = string
  default     = null

  validation {
    condition     = var.ledger_retention == null ? true : can(regex("^P([1-9][0-9]{0,2}|[12][0-9]{3}|3[0-5][0-9]{2}|36[0-4][0-9]|3650)D$", var.ledger_retention))
    error_message = "The retention must be an ISO-8601 duration from P1D to P3650D, in days, such as P45D."
  }
}

variable "ledger_key" {
  description = "KEAP_SINK_LEDGER_KEY: key of the hashes in the ledger; it is kept in the functions' environment and in the Terraform state"
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.ledger_key == null ? true : can(regex("^[!-~]{16,}$", var.ledger_key))
    error_message = "The key must have at least 16 letters, digits and signs, and no spaces, such as what openssl rand -hex 32 prints."
  }
}

################################################################################
# 5. Alarms and Logs
################################################################################

variable "alarm_topic_arn" {
  description = "ARN of an SNS topic that is told when an alarm goes off and when it is over; null sends no notification"
  type        = string
  default     = null

  validation {
    condition     = var.alarm_topic_arn == null ? true : can(regex("^arn:[^:]+:sns:[^*]+$", var.alarm_topic_arn))
    error_message = "The topic must be the ARN of an SNS topic."
  }
}

variable "log_retention_days" {
  description = "How many days the functions' logs are kept"
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch Logs keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days."
  }
}

################################################################################
# 6. The Package
################################################################################

variable "function_zip" {
  description = "Path of the packaged function, relative to the folder Terraform runs in"
  type        = string
  default     = "../target/function.zip"
  nullable    = false

  validation {
    condition     = fileexists(var.function_zip)
    error_message = "There is no file at function_zip. Build it with ./run package."
  }
}

variable "function_runtime" {
  description = "What is in the zip: java21 for the JVM, provided.al2023 for a native image; null is what the file function.json beside it says, which ./run package writes, or else java21"
  type        = string
  default     = null

  validation {
    condition     = var.function_runtime == null ? true : contains(["java21", "provided.al2023"], var.function_runtime)
    error_message = "The runtime must be java21 (JVM) or provided.al2023 (native image)."
  }
}

variable "function_architecture" {
  description = "Processor of the functions: x86_64 or arm64; a native image needs the one it was built on; null is what the file function.json beside the zip says, or else x86_64 for the JVM"
  type        = string
  default     = null

  validation {
    condition     = var.function_architecture == null ? true : contains(["x86_64", "arm64"], var.function_architecture)
    error_message = "The architecture must be x86_64 or arm64."
  }
}

variable "function_memory" {
  description = "Memory of the functions in MB"
  type        = number
  default     = 1024
  nullable    = false

  validation {
    condition     = var.function_memory >= 256 && var.function_memory <= 10240 && floor(var.function_memory) == var.function_memory
    error_message = "The memory must be a whole number of MB from 256 to 10240."
  }
}

################################################################################
# 7. Limits and Time-Outs
################################################################################

variable "function_timeout" {
  description = "Timeout of the functions sync and check in seconds; sync is told, and returns in time what it could not finish"
  type        = number
  default     = 120
  nullable    = false

  validation {
    condition     = var.function_timeout >= 60 && var.function_timeout <= 900 && floor(var.function_timeout) == var.function_timeout
    error_message = "The timeout must be a whole number of seconds from 60 (one Keap call may take 30) to 900 (Lambda's limit)."
  }
}

variable "keap_spike_limit" {
  description = "KEAP_SINK_SPIKE_LIMIT: Keap calls a second for the credential; null is what Keap allows it"
  type        = number
  default     = null

  validation {
    condition     = var.keap_spike_limit == null ? true : var.keap_spike_limit >= 1 && var.keap_spike_limit <= 999999999 && floor(var.keap_spike_limit) == var.keap_spike_limit
    error_message = "The limit must be a whole number from 1 to 999999999."
  }
}

variable "keap_minute_limit" {
  description = "KEAP_SINK_MINUTE_LIMIT: Keap calls a minute for the credential; null is what Keap allows it, 240 for an API key and 1500 for OAuth2"
  type        = number
  default     = null

  validation {
    condition     = var.keap_minute_limit == null ? true : var.keap_minute_limit >= 1 && var.keap_minute_limit <= 999999999 && floor(var.keap_minute_limit) == var.keap_minute_limit
    error_message = "The limit must be a whole number from 1 to 999999999."
  }
}

variable "keap_connect_timeout" {
  description = "KEAP_SINK_CONNECT_TIMEOUT: for connecting to Keap, such as PT3S; null is the function's own default"
  type        = string
  default     = null

  validation {
    condition     = var.keap_connect_timeout == null ? true : can(regex("^PT(([1-9][0-9]{0,2}(\\.[0-9]{1,3})?|0\\.[1-9][0-9]{0,2})S|[1-9][0-9]?M)$", var.keap_connect_timeout))
    error_message = "The timeout must be an ISO-8601 duration in seconds or minutes, longer than zero, such as PT3S."
  }
}

variable "keap_call_timeout" {
  description = "KEAP_SINK_CALL_TIMEOUT: for one Keap call, such as PT15S; null is the function's own default"
  type        = string
  default     = null

  validation {
    condition     = var.keap_call_timeout == null ? true : can(regex("^PT(([1-9][0-9]{0,2}(\\.[0-9]{1,3})?|0\\.[1-9][0-9]{0,2})S|[1-9][0-9]?M)$", var.keap_call_timeout))
    error_message = "The timeout must be an ISO-8601 duration in seconds or minutes, longer than zero, such as PT15S."
  }
}

variable "keap_tag_timeout" {
  description = "KEAP_SINK_TAG_TIMEOUT: for one call that applies a tag, such as PT30S; null is the function's own default"
  type        = string
  default     = null

  validation {
    condition     = var.keap_tag_timeout == null ? true : can(regex("^PT(([1-9][0-9]{0,2}(\\.[0-9]{1,3})?|0\\.[1-9][0-9]{0,2})S|[1-9][0-9]?M)$", var.keap_tag_timeout))
    error_message = "The timeout must be an ISO-8601 duration in seconds or minutes, longer than zero, such as PT30S."
  }
}

################################################################################
# 8. Encryption
################################################################################

variable "kms_key_arn" {
  description = "ARN of a KMS key of yours for the queues, the credentials and the ledger; null leaves them to keys of AWS. Services that send to the queue need the key policy's permission"
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : can(regex("^arn:[^:]+:kms:[^:]+:[0-9]+:key/[^*]+$", var.kms_key_arn))
    error_message = "The key must be the ARN of a key, not of an alias: permissions are given on keys only."
  }
}
