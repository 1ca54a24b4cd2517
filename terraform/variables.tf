################################################################################
# Everything
################################################################################

variable "name" {
  description = "Name of the function, its role and its source queue; the other queues are named after it"
  type        = string
  default     = "keap-sink"
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,64}$", var.name))
    error_message = "The name must have 1 to 64 letters, digits, hyphens and underscores. Only standard queues are supported, so it cannot end in .fifo."
  }
}

variable "tags" {
  description = "AWS tags of every resource"
  type        = map(string)
  default     = {}
  nullable    = false
}

################################################################################
# Function
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

variable "function_memory" {
  description = "Memory of the function in MB"
  type        = number
  default     = 1024
  nullable    = false

  validation {
    condition     = var.function_memory >= 512 && var.function_memory <= 10240 && floor(var.function_memory) == var.function_memory
    error_message = "The memory must be a whole number of MB from 512 to 10240."
  }
}

variable "function_timeout" {
  description = "Timeout of the function in seconds; the function is told, and returns in time what it could not finish"
  type        = number
  default     = 120
  nullable    = false

  validation {
    condition     = var.function_timeout >= 60 && var.function_timeout <= 900 && floor(var.function_timeout) == var.function_timeout
    error_message = "The timeout must be a whole number of seconds from 60 (one Keap call may take 30) to 900 (Lambda's limit)."
  }
}

variable "keap_api_key" {
  description = "Personal Access Token or Service Account Key for Keap; it is kept in the function's environment and in the Terraform state"
  type        = string
  sensitive   = true
  nullable    = false
}

variable "keap_tag_ids" {
  description = "Ids of the Keap tags that every contact gets"
  type        = list(number)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.keap_tag_ids : id > 0 && floor(id) == id])
    error_message = "Tag ids must be positive whole numbers."
  }
}

variable "keap_contact_type" {
  description = "Keap contact type for records that name none; null leaves it out"
  type        = string
  default     = null

  validation {
    condition     = var.keap_contact_type == null ? true : trimspace(var.keap_contact_type) != ""
    error_message = "The contact type must not be blank; use null for none."
  }
}

################################################################################
# Log Group
################################################################################

variable "log_retention_days" {
  description = "How many days the function's log is kept"
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch Logs keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days."
  }
}

################################################################################
# Event Source Mapping
################################################################################

variable "batch_size" {
  description = "Most messages in one invocation; contacts of one batch share their tag calls, 100 to a call"
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = var.batch_size >= 1 && var.batch_size <= 10000 && floor(var.batch_size) == var.batch_size
    error_message = "The batch size must be a whole number from 1 to 10000."
  }
}

variable "batching_window" {
  description = "How many seconds Lambda waits for a batch to fill"
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.batching_window >= 1 && var.batching_window <= 5 && floor(var.batching_window) == var.batching_window
    error_message = "The batching window must be a whole number of seconds from 1 (Lambda asks for it when a batch may exceed 10 messages) to 5."
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
