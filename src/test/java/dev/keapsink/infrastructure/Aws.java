package dev.keapsink.infrastructure;

import java.util.Map;
import java.util.Optional;

/** What AWS makes of a resource of either template: ARNs by their names, and symbols for what only AWS knows. */
final class Aws {

    static final String PARTITION = "aws";
    static final String REGION = "eu-central-1";
    static final String ACCOUNT = "123456789012";

    /** Types whose ARN is made of their name, and how. */
    private static final Map<String, String> ARNS = Map.of(
            "aws_sqs_queue", "sqs:%s:%s:",
            "aws_lambda_function", "lambda:%s:%s:function:",
            "aws_dynamodb_table", "dynamodb:%s:%s:table/",
            "aws_cloudwatch_log_group", "logs:%s:%s:log-group:");

    private Aws() {}

    /** An attribute that no template sets of the resource at this address of Terraform's, {@code type.name}. */
    static String attribute(String address, String attribute, Object name) {
        String type = address.replaceFirst("\\..*", "");
        return Optional.ofNullable(ARNS.get(type))
                .filter(format -> attribute.equals("arn"))
                .map(format -> "arn:%s:".formatted(PARTITION) + format.formatted(REGION, ACCOUNT) + name)
                .orElse("<%s.%s>".formatted(address, attribute.equals("uuid") ? "id" : attribute));
    }
}
