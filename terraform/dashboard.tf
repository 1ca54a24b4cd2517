# The dashboard has the same text in sam-template.yaml.
resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = templatefile("${path.module}/dashboard.json", {
    region          = local.region
    sync            = aws_lambda_function.sync.function_name
    refresh         = "${var.name}-refresh"
    mapping         = aws_lambda_event_source_mapping.source.uuid
    sourceQueue     = aws_sqs_queue.source.name
    deadLetterQueue = aws_sqs_queue.dead_letter.name
    rejectQueue     = aws_sqs_queue.reject.name
  })
}
