package dev.keapsink;

import static dev.keapsink.Templates.LOCALS;
import static dev.keapsink.Templates.SAM;
import static dev.keapsink.Templates.TERRAFORM;
import static dev.keapsink.Templates.inSam;
import static dev.keapsink.Templates.inTerraform;
import static dev.keapsink.Templates.sam;
import static dev.keapsink.Templates.samNumber;
import static dev.keapsink.Templates.samResource;
import static dev.keapsink.Templates.terraform;
import static dev.keapsink.Templates.terraformResource;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the resources of sam-template.yaml and terraform/, which describe the same installation. */
class InfrastructureAgreementTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SourceQueue      | QueueName    | sqs_queue.source             | name
            DeadLetterQueue  | QueueName    | sqs_queue.dead_letter        | name
            RejectQueue      | QueueName    | sqs_queue.reject             | name
            LedgerTable      | TableName    | dynamodb_table.ledger        | name
            SyncFunction     | FunctionName | lambda_function.sync         | function_name
            CheckFunction    | FunctionName | lambda_function.check        | function_name
            RefreshFunction  | FunctionName | lambda_function.refresh      | function_name
            FunctionLogGroup | LogGroupName | cloudwatch_log_group.sync    | name
            CheckLogGroup    | LogGroupName | cloudwatch_log_group.check   | name
            RefreshLogGroup  | LogGroupName | cloudwatch_log_group.refresh | name
            RefreshSchedule  | Name         | scheduler_schedule.refresh   | name
            Dashboard        | DashboardName| cloudwatch_dashboard.this    | dashboard_name
            """)
    void namesAgree(String samResource, String samKey, String resource, String key) {
        String inSam = samResource(samResource)
                .setting(samKey)
                .replaceAll("!Ref AWS::StackName|\\$\\{AWS::StackName}", "NAME")
                .replaceAll("!Sub |\"", "");
        String inTerraform = terraformResource("aws_" + resource)
                .setting(key)
                .replaceAll("\\$\\{var\\.name}|var\\.name", "NAME")
                .replace("\"", "");
        String name = inTerraform.replace("${local.fifo_suffix}", "");

        assertThat(inSam).isEqualTo(name.equals(inTerraform) ? name : "!If [IsFifo, %1$s.fifo, %1$s]".formatted(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SourceQueue           | deadLetterTargetArn | !GetAtt DeadLetterQueue.Arn | sqs_queue_redrive_policy.source             | deadLetterTargetArn | aws_sqs_queue.dead_letter.arn
            SyncFunction          | Queue               | !GetAtt SourceQueue.Arn     | lambda_event_source_mapping.source          | event_source_arn    | aws_sqs_queue.source.arn
            SourceQueuePolicy     | Queues              | [!Ref SourceQueue]          | sqs_queue_policy.source                     | queue_url           | aws_sqs_queue.source.id
            DeadLetterQueuePolicy | Queues              | [!Ref DeadLetterQueue]      | sqs_queue_policy.dead_letter                | queue_url           | aws_sqs_queue.dead_letter.id
            RejectQueuePolicy     | Queues              | [!Ref RejectQueue]          | sqs_queue_policy.reject                     | queue_url           | aws_sqs_queue.reject.id
            SyncFunction          | LogGroup            | !Ref FunctionLogGroup       | lambda_function.sync                        | log_group           | aws_cloudwatch_log_group.sync.name
            CheckFunction         | LogGroup            | !Ref CheckLogGroup          | lambda_function.check                       | log_group           | aws_cloudwatch_log_group.check.name
            RefreshFunction       | LogGroup            | !Ref RefreshLogGroup        | lambda_function.refresh                     | log_group           | aws_cloudwatch_log_group.refresh[0].name
            RefreshSchedule       | Arn                 | !GetAtt RefreshFunction.Arn | scheduler_schedule.refresh                  | arn                 | aws_lambda_function.refresh[0].arn
            """)
    void referencesAgree(
            String samResource, String samKey, String samTarget, String resource, String key, String target) {
        assertThat(samResource(samResource).setting(samKey)).isEqualTo(samTarget);
        assertThat(terraformResource("aws_" + resource).setting(key)).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SyncFunction    | sync
            CheckFunction   | check
            RefreshFunction | refresh
            """)
    void functionsAgree(String samFunction, String function) {
        Map<String, String> keys = Map.of(
                "Runtime", "runtime",
                "Architectures", "architectures",
                "MemorySize", "memory_size",
                "Timeout", "timeout",
                "LogFormat", "log_format");

        assertThat(keys)
                .allSatisfy((samKey, key) -> assertThat(sam(samFunction, samKey))
                        .as(key)
                        .isEqualTo(terraform("aws_lambda_function." + function, key)));
        assertThat("../" + sam(samFunction, "CodeUri"))
                .isEqualTo(terraform("aws_lambda_function." + function, "filename"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "check", "refresh"})
    void handlersAgree(String function) {
        String handler = LOCALS.setting("handler");

        assertThat(handler).startsWith("local.native ? \"bootstrap\" : \"");
        assertThat(SAM.block("Globals:").setting("Handler"))
                .isEqualTo("!If [IsNative, bootstrap, " + handler.replaceFirst(".* : ", "") + "]");
        assertThat(terraformResource("aws_lambda_function." + function).setting("handler"))
                .isEqualTo("local.handler");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FunctionLogGroup | sync
            CheckLogGroup    | check
            RefreshLogGroup  | refresh
            """)
    void logsAreKeptEquallyLong(String samLogGroup, String function) {
        assertThat(sam(samLogGroup, "RetentionInDays"))
                .isEqualTo(terraform("aws_cloudwatch_log_group." + function, "retention_in_days"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BatchSize             | batch_size
            Enabled               | enabled
            MaximumConcurrency    | maximum_concurrency
            FunctionResponseTypes | function_response_types
            Metrics               | metrics
            """)
    void eventSourceMappingsAgree(String samKey, String key) {
        assertThat(inSam(samResource("SyncFunction").block("Events:").setting(samKey)))
                .isEqualTo(terraform("aws_lambda_event_source_mapping.source", key));
    }

    /** For a FIFO queue Lambda has no batching window, and SAM must not name one. */
    @Test
    void batchingWindowsAgree() {
        assertThat(sam("SyncFunction", "MaximumBatchingWindowInSeconds").replace("?  :", "? 0 :"))
                .isEqualTo(terraform("aws_lambda_event_source_mapping.source", "maximum_batching_window_in_seconds"));
    }

    /** Without it Lambda deletes what the function returned as failed. */
    @Test
    void bothReportBatchItemFailures() {
        assertThat(sam("SyncFunction", "FunctionResponseTypes")).isEqualTo("[ReportBatchItemFailures]");
    }

    /** Terraform refuses such a plan itself; a SAM template cannot calculate. */
    @Test
    void fullBatchesWaitForTheirShareOfTheQuotaAtMostHalfTheTimeout() throws IOException {
        String documented = Templates.documented("README.md", "## Configuration")
                .get("KEAP_SINK_MINUTE_LIMIT")
                .get(1)
                .replace(",", "");
        int callsAMinute = Integer.parseInt(documented.replaceAll(".*?(\\d+) for an API key.*", "$1"));
        int withOauth = Integer.parseInt(documented.replaceAll(".*?(\\d+) for OAuth2.*", "$1"));
        int batchSize = Integer.parseInt(sam("SyncFunction", "BatchSize").replaceAll(".*: ", ""));
        int batchSeconds = batchSize * 60 * samNumber("SyncFunction", "MaximumConcurrency") / callsAMinute;

        assertThat(batchSeconds).isLessThanOrEqualTo(samNumber("SyncFunction", "Timeout") / 2);
        assertThat(inTerraform("local.keap_calls_per_minute")).isEqualTo("oauth ? " + withOauth + " : " + callsAMinute);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RefreshFunction | ReservedConcurrentExecutions | lambda_function.refresh                     | reserved_concurrent_executions
            RefreshFunction | MaximumRetryAttempts         | lambda_function_event_invoke_config.refresh | maximum_retry_attempts
            RefreshFunction | MaximumEventAgeInSeconds     | lambda_function_event_invoke_config.refresh | maximum_event_age_in_seconds
            RefreshSchedule | ScheduleExpression           | scheduler_schedule.refresh                  | schedule_expression
            RefreshSchedule | Mode                         | scheduler_schedule.refresh                  | mode
            RefreshSchedule | MaximumRetryAttempts         | scheduler_schedule.refresh                  | maximum_retry_attempts
            RefreshSchedule | MaximumEventAgeInSeconds     | scheduler_schedule.refresh                  | maximum_event_age_in_seconds
            """)
    void refreshesAgree(String samResource, String samKey, String resource, String key) {
        assertThat(sam(samResource, samKey)).isEqualTo(terraform("aws_" + resource, key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RefreshFunction",
                "RefreshLogGroup",
                "RefreshRole",
                "RefreshSchedule",
                "ScheduleRole",
                "RefreshErrorsAlarm",
                "GrantLostAlarm"
            })
    void nothingIsRefreshedWithoutOauth(String samResource) {
        assertThat(sam(samResource, "Condition")).isEqualTo("IsOauth");
        assertThat(TERRAFORM.blocks("resource \"\\w+\" \"(?:refresh|schedule)\""))
                .hasSize(8)
                .allMatch(resource -> resource.setting("count").equals("var.oauth ? 1 : 0"));
    }

    /** Whatever Terraform changed of a parameter, it would write the value back that it read before. */
    @Test
    void theCredentialIsNeverWrittenOver() {
        assertThat(terraformResource("aws_ssm_parameter.credentials").setting("ignore_changes"))
                .isEqualTo("[allowed_pattern, data_type, description, key_id, tier, type, value]");
    }

    @Test
    void ledgersAgree() {
        Block table = samResource("LedgerTable");
        Block expiry = table.block("TimeToLiveSpecification:");
        Block terraformExpiry = terraformResource("aws_dynamodb_table.ledger").block("ttl {");

        assertThat(sam("LedgerTable", "Condition")).isEqualTo("HasLedger");
        assertThat(sam("LedgerTable", "BillingMode")).isEqualTo(terraform("aws_dynamodb_table.ledger", "billing_mode"));
        assertThat(table.block("KeySchema:").setting("AttributeName"))
                .isEqualTo(table.block("AttributeDefinitions:").setting("AttributeName"))
                .isEqualTo(terraform("aws_dynamodb_table.ledger", "hash_key"));
        assertThat(table.block("AttributeDefinitions:").setting("AttributeType"))
                .isEqualTo(terraform("aws_dynamodb_table.ledger", "type"));
        assertThat(expiry.setting("AttributeName")).isEqualTo(inTerraform(terraformExpiry.setting("attribute_name")));
        assertThat(expiry.setting("Enabled"))
                .isEqualTo(terraformExpiry.setting("enabled"))
                .isEqualTo("true");
    }
}
