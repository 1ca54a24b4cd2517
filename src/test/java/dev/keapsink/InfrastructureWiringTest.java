package dev.keapsink;

import static dev.keapsink.Templates.LOCALS;
import static dev.keapsink.Templates.SAM;
import static dev.keapsink.Templates.TERRAFORM;
import static dev.keapsink.Templates.samResource;
import static dev.keapsink.Templates.terraformResource;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which resource is joined to which. A wrong one among many of a kind is valid, and shows only where it is deployed: a role on
 * the wrong function, a policy on the wrong queue.
 */
class InfrastructureWiringTest {

    /** What a policy allows, and what the dashboard shows, is compared elsewhere. */
    private static final String COMPARED_ELSEWHERE = "cloudwatch_dashboard\\.this .*|.* Resource = .*";

    @Test
    void resourcesReferToTheseOthers() {
        assertThat(lines(".*(?:\\baws_|lambda_trust|filebase64sha256).*"))
                .filteredOn(line -> !line.matches(COMPARED_ELSEWHERE))
                .containsExactlyInAnyOrderElementsOf("""
                        iam_role.check assume_role_policy = local.lambda_trust
                        iam_role.refresh assume_role_policy = local.lambda_trust
                        iam_role.sync assume_role_policy = local.lambda_trust
                        iam_role_policy.check role = aws_iam_role.check.id
                        iam_role_policy.refresh role = aws_iam_role.refresh[0].id
                        iam_role_policy.schedule role = aws_iam_role.schedule[0].id
                        iam_role_policy.sync role = aws_iam_role.sync.id
                        lambda_event_source_mapping.source depends_on = [aws_iam_role_policy.sync, aws_sqs_queue_redrive_policy.source]
                        lambda_event_source_mapping.source event_source_arn = aws_sqs_queue.source.arn
                        lambda_event_source_mapping.source function_name = aws_lambda_function.sync.arn
                        lambda_function.check log_group = aws_cloudwatch_log_group.check.name
                        lambda_function.check role = aws_iam_role.check.arn
                        lambda_function.check source_code_hash = filebase64sha256(var.function_zip)
                        lambda_function.refresh log_group = aws_cloudwatch_log_group.refresh[0].name
                        lambda_function.refresh role = aws_iam_role.refresh[0].arn
                        lambda_function.refresh source_code_hash = filebase64sha256(var.function_zip)
                        lambda_function.sync log_group = aws_cloudwatch_log_group.sync.name
                        lambda_function.sync role = aws_iam_role.sync.arn
                        lambda_function.sync source_code_hash = filebase64sha256(var.function_zip)
                        lambda_function_event_invoke_config.refresh function_name = aws_lambda_function.refresh[0].function_name
                        scheduler_schedule.refresh arn = aws_lambda_function.refresh[0].arn
                        scheduler_schedule.refresh depends_on = [aws_iam_role_policy.refresh, aws_iam_role_policy.schedule, aws_lambda_function_event_invoke_config.refresh]
                        scheduler_schedule.refresh role_arn = aws_iam_role.schedule[0].arn
                        sqs_queue_policy.dead_letter queue_url = aws_sqs_queue.dead_letter.id
                        sqs_queue_policy.reject queue_url = aws_sqs_queue.reject.id
                        sqs_queue_policy.source depends_on = [aws_sqs_queue_redrive_policy.source]
                        sqs_queue_policy.source queue_url = aws_sqs_queue.source.id
                        sqs_queue_redrive_allow_policy.dead_letter queue_url = aws_sqs_queue.dead_letter.id
                        sqs_queue_redrive_allow_policy.dead_letter sourceQueueArns = [aws_sqs_queue.source.arn]
                        sqs_queue_redrive_policy.source deadLetterTargetArn = aws_sqs_queue.dead_letter.arn
                        sqs_queue_redrive_policy.source queue_url = aws_sqs_queue.source.id
                        """.lines().toList());
    }

    /** What an alarm is made of, from its entry in the list. */
    @Test
    void alarmsAreWhatTheListSays() {
        assertThat(lines("cloudwatch_metric_alarm\\.this .*(?:each\\.|local\\.).*"))
                .extracting(line -> line.replaceFirst("\\S+ ", ""))
                .containsExactlyInAnyOrder(
                        "for_each = local.alarms",
                        "alarm_name = \"${var.name}-${each.key}\"",
                        "alarm_description = each.value.description",
                        "namespace = each.value.namespace",
                        "metric_name = each.value.metric",
                        "dimensions = each.value.dimensions",
                        "statistic = each.value.statistic",
                        "comparison_operator = each.value.comparison",
                        "threshold = each.value.threshold",
                        "treat_missing_data = each.value.no_data",
                        "period = each.value.period",
                        "evaluation_periods = each.value.periods",
                        "alarm_actions = local.alarm_topics",
                        "ok_actions = local.alarm_topics");
        assertThat(terraformResource("aws_cloudwatch_dashboard.this").text())
                .contains("templatefile(\"${path.module}/dashboard.json\", {");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ssm_parameter.credentials | count  | var.credentials_parameter == null ? 1 : 0
            ssm_parameter.credentials | name   | local.credentials_parameter
            ssm_parameter.credentials | type   | "SecureString"
            ssm_parameter.credentials | key_id | var.kms_key_arn
            ssm_parameter.credentials | value  | "{}"
            ssm_parameter.mapping     | count  | var.mapping == null ? 0 : 1
            ssm_parameter.mapping     | name   | local.mapping_parameter
            ssm_parameter.mapping     | type   | "String"
            ssm_parameter.mapping     | tier   | "Intelligent-Tiering"
            ssm_parameter.mapping     | value  | var.mapping
            dynamodb_table.ledger     | count  | var.ledger ? 1 : 0
            dynamodb_table.ledger     | kms_key_arn | server_side_encryption.value
            """, quoteCharacter = '\'')
    void storesAre(String resource, String key, String value) {
        assertThat(terraformResource("aws_" + resource).setting(key)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            batch_seconds      | local.batch_size * 60 * var.maximum_concurrency / local.keap_calls_per_minute
            source_queue_arn   | split(":", aws_sqs_queue.source.arn)
            partition          | local.source_queue_arn[1]
            region             | local.source_queue_arn[3]
            account            | local.source_queue_arn[4]
            credentials_secret | startswith(local.credentials_parameter, "/aws/reference/secretsmanager/")
            mapping_parameter  | var.mapping == null ? var.mapping_parameter : "/${var.name}/mapping"
            package_file       | "${dirname(var.function_zip)}/function.json"
            package            | jsondecode(fileexists(local.package_file) ? file(local.package_file) : "{}")
            KEAP_SINK_TAG_IDS  | length(var.keap_tag_ids) == 0 ? null : join(",", var.keap_tag_ids)
            """, quoteCharacter = '\'')
    void whatFollowsFromTheVariablesIs(String local, String value) {
        assertThat(LOCALS.setting(local)).isEqualTo(value);
    }

    /** An environment is put together of parts; one that is left out leaves settings without effect. */
    @Test
    void environmentsAreMadeOfTheseParts() {
        assertThat(LOCALS.block("environment = merge(").text().lines().map(String::strip))
                .containsSequence(
                        "},",
                        "{ for name, value in local.optional_settings : name => tostring(value) if value != null },",
                        "nonsensitive(var.ledger_key == null) ? {} : { KEAP_SINK_LEDGER_KEY = var.ledger_key },",
                        "local.native_environment,");
        assertThat(terraformResource("aws_lambda_function.refresh")
                        .block("variables = merge(")
                        .text()
                        .lines()
                        .map(String::strip))
                .containsSequence(
                        "var.keap_token_url == null ? {} : { KEAP_SINK_TOKEN_URL = var.keap_token_url },",
                        "local.native_environment,");
    }

    /** What the plan refuses, beside what a variable refuses for itself. */
    @Test
    void plansAreRefusedFor() {
        Map<String, List<String>> conditions = resources()
                .flatMap(resource -> terraformResource("aws_" + resource).blocks("precondition \\{").stream()
                        .map(condition -> Map.entry(resource, condition.setting("condition"))))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));

        assertThat(conditions)
                .isEqualTo(Map.of(
                        "lambda_function.sync",
                        List.of(
                                "!local.native || var.function_architecture != null || can(local.package.architecture)",
                                "local.function_runtime == try(local.package.runtime, local.function_runtime)",
                                "local.function_architecture == try(local.package.architecture, local.function_architecture)",
                                "!(local.credentials_secret && var.oauth)",
                                "local.credentials_secret == (var.credentials_secret_arn != null)"),
                        "lambda_event_source_mapping.source",
                        List.of(
                                "local.visibility_timeout >= local.least_visibility_timeout",
                                "!var.fifo || local.batch_size <= 10",
                                "var.fifo ? local.batching_window == 0 : local.batching_window >= 1 || local.batch_size <= 10",
                                "local.batch_seconds <= var.function_timeout / 2"),
                        "sqs_queue.dead_letter",
                        List.of("var.dead_letter_retention_days > var.retention_days"),
                        "ssm_parameter.mapping",
                        List.of("var.mapping_parameter == null")));
    }

    /** The source queue's ARN by its name, because the source queue already refers to its dead-letter queue. */
    @Test
    void onlyTheSourceMayUseTheDeadLetterQueue() {
        String queue = "!Sub arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}";

        assertThat(samResource("DeadLetterQueue")
                        .block("sourceQueueArns:")
                        .text()
                        .strip()
                        .lines()
                        .map(String::strip))
                .containsExactly("!If", "IsFifo", queue + ".fifo", queue);
    }

    @Test
    void whatIsWrittenOnceInTheTemplate() {
        assertThat(samResource("SyncFunction").block("Events:").block("Source:").setting("Type"))
                .isEqualTo("SQS");
        assertThat(samResource("LedgerTable").setting("KeyType")).isEqualTo("HASH");
        assertThat(SAM.names("(?m)^ *AlarmName: (.*)"))
                .allMatch(name -> name.matches("!Sub \\$\\{AWS::StackName}-[a-z-]+"));
    }

    private static Stream<String> resources() {
        return TERRAFORM
                .all("(?m)^resource \"aws_(\\w+)\" \"(\\w+)\"")
                .map(header -> header.group(1) + "." + header.group(2));
    }

    /** The settings of resources, each as {@code type.name key = value}. */
    private static List<String> lines(String regex) {
        return resources()
                .flatMap(resource -> terraformResource("aws_" + resource)
                        .all("(?m)^ *(\\w+) += (.*)$")
                        .map(line -> "%s %s = %s".formatted(resource, line.group(1), line.group(2))))
                .filter(line -> line.matches(regex))
                .toList();
    }
}
