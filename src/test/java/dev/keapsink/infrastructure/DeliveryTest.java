package dev.keapsink.infrastructure;

import static dev.keapsink.infrastructure.Deployment.CHECK;
import static dev.keapsink.infrastructure.Deployment.MAPPING;
import static dev.keapsink.infrastructure.Deployment.REFRESH;
import static dev.keapsink.infrastructure.Deployment.SOURCE;
import static dev.keapsink.infrastructure.Deployment.SYNC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.support.DocumentedSetting;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that lose a record, write it twice or show it to others, if they are others. */
class DeliveryTest {

    /** With what is asked for in the first column: an attribute, its value, and why. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FIFO   | aws_sqs_queue.source      | visibility_timeout_seconds  | 725     | 6 x 120 s and the window: else a batch that runs is delivered again
            PLAIN  | aws_sqs_queue.source      | visibility_timeout_seconds  | 725     |
            PLAIN  | aws_sqs_queue.source      | message_retention_seconds   | 864000  | what expires is gone
            PLAIN  | aws_sqs_queue.dead_letter | message_retention_seconds   | 1209600 | longer than the source's, because it counts from the first sending
            PLAIN  | aws_sqs_queue.reject      | message_retention_seconds   | 1209600 | the only copy of a rejected record
            PLAIN  | aws_sqs_queue.source      | max_message_size            | 245760  | 16 KiB less than a reject, which carries its reason
            PLAIN  | aws_sqs_queue.reject      | max_message_size            | 262144  |
            PLAIN  | aws_sqs_queue.dead_letter | max_message_size            | 262144  |
            FIFO   | aws_sqs_queue.source      | content_based_deduplication | false   | else SQS drops the last of three updates, there and back again
            FIFO   | aws_sqs_queue.source      | fifo_queue                  | true    |
            FIFO   | aws_sqs_queue.dead_letter | fifo_queue                  | true    | of the source's kind, or SQS refuses it
            PLAIN  | aws_sqs_queue.source      | sqs_managed_sse_enabled     | true    |
            PLAIN  | aws_sqs_queue.dead_letter | sqs_managed_sse_enabled     | true    |
            PLAIN  | aws_sqs_queue.reject      | sqs_managed_sse_enabled     | true    |
            KEY    | aws_sqs_queue.source      | kms_master_key_id           | arn:aws:kms:eu-central-1:123456789012:key/1b2c |
            KEY    | aws_sqs_queue.dead_letter | kms_master_key_id           | arn:aws:kms:eu-central-1:123456789012:key/1b2c |
            KEY    | aws_sqs_queue.reject      | kms_master_key_id           | arn:aws:kms:eu-central-1:123456789012:key/1b2c |
            PLAIN  | aws_sqs_queue_redrive_policy.source            | redrive_policy                 | {deadLetterTargetArn=arn:aws:sqs:eu-central-1:123456789012:keap-sink-dead-letter, maxReceiveCount=100} | about four days without Keap
            PLAIN  | aws_sqs_queue_redrive_policy.source            | queue_url                      | <aws_sqs_queue.source.id> |
            PLAIN  | aws_sqs_queue_redrive_allow_policy.dead_letter | redrive_allow_policy           | {redrivePermission=byQueue, sourceQueueArns=[arn:aws:sqs:eu-central-1:123456789012:keap-sink]} |
            PLAIN  | aws_lambda_event_source_mapping.source         | function_response_types        | [ReportBatchItemFailures] | else Lambda deletes what the function returned as failed
            PLAIN  | aws_lambda_event_source_mapping.source         | event_source_arn               | arn:aws:sqs:eu-central-1:123456789012:keap-sink |
            OAUTH  | aws_lambda_function.refresh                    | reserved_concurrent_executions | 1       | of two refreshes one keeps a token that is no longer valid
            OAUTH  | aws_lambda_function_event_invoke_config.refresh | maximum_retry_attempts        | 0       |
            OAUTH  | aws_scheduler_schedule.refresh | target.retry_policy.maximum_retry_attempts     | 0       |
            LEDGER | aws_dynamodb_table.ledger      | hash_key                                       | pk      | as LedgerItem has it
            LEDGER | aws_dynamodb_table.ledger      | ttl.attribute_name                             | expires_at |
            LEDGER | aws_dynamodb_table.ledger      | ttl.enabled                                    | true    |
            """)
    void bothHave(String setup, String address, String attribute, String value) {
        assertThat(Template.values())
                .allSatisfy(
                        template -> assertThat(template.with(Setup.named(setup)).get(address, attribute))
                                .as(template.name())
                                .hasToString(value));
    }

    @Test
    void aLongerTimeoutHidesAMessageForLonger() {
        Deployment deployment = Template.TERRAFORM.with(Setup.of("function_timeout", new BigDecimal(300)));

        assertThat(deployment.number(SOURCE, "visibility_timeout_seconds")).isEqualTo(6 * 300 + 5);
    }

    /** Lambda would otherwise end a batch in its middle, and two instances would each take all of Keap's quota. */
    @Test
    void theFunctionIsToldTheTimeAndTheShareThatItHas() {
        Setup other = Setup.of("function_timeout", new BigDecimal(300), "maximum_concurrency", new BigDecimal(3));

        assertThat(Stream.of(
                        Template.SAM.with(Setup.OAUTH),
                        Template.TERRAFORM.with(Setup.OAUTH),
                        Template.TERRAFORM.with(Setup.OAUTH.and(other))))
                .allSatisfy(deployment -> {
                    assertThat(List.of(SYNC, CHECK, REFRESH))
                            .allSatisfy(function -> assertThat(deployment.environment(function))
                                    .containsEntry(
                                            "KEAP_SINK_TIMEOUT",
                                            "PT%sS".formatted(deployment.get(function, "timeout"))));
                    assertThat(deployment.environment(SYNC).get("KEAP_SINK_MAX_CONCURRENCY"))
                            .isEqualTo(deployment.get(MAPPING, "scaling_config.maximum_concurrency"));
                });
    }

    /** Terraform refuses such a plan itself; a SAM template cannot calculate. */
    @ParameterizedTest
    @EnumSource
    void fullBatchesWaitForTheirShareOfTheQuotaAtMostHalfTheTimeout(Template template) {
        Deployment deployment = template.with(Setup.PLAIN);
        int callsAMinute = Integer.parseInt(DocumentedSetting.byVariable()
                .get("KEAP_SINK_MINUTE_LIMIT")
                .meaning()
                .replaceAll(".*?(\\d+) for an API key.*", "$1"));
        int calls = deployment.number(MAPPING, "batch_size")
                * deployment.number(MAPPING, "scaling_config.maximum_concurrency");

        assertThat(calls * 60 / callsAMinute).isLessThanOrEqualTo(deployment.number(SYNC, "timeout") / 2);
    }

    @Test
    void aQueueThatIsReplacedKeepsItsMessages() {
        assertThat(new SamTemplate(Map.of())
                        .resources().values().stream()
                                .filter(resource -> resource.get("Type").equals("AWS::SQS::Queue")))
                .hasSize(3)
                .allSatisfy(queue -> assertThat(queue).containsEntry("UpdateReplacePolicy", "Retain"));
    }

    /** With any change of the parameter Terraform would write the value back that it read before. */
    @Test
    void theCredentialIsNeverWrittenOver() {
        assertThat(TerraformModule.ignoredChanges("aws_ssm_parameter", "credentials"))
                .containsExactly("allowed_pattern", "data_type", "description", "key_id", "tier", "type", "value");
        assertThat(new TerraformModule(Map.of()).resources().get("aws_ssm_parameter.credentials"))
                .containsEntry("type", "SecureString");
    }

    /** From the first invocation on, messages have their way to the dead-letter queue. */
    @Test
    void messagesAreDeliveredOnlyWhenTheyCanBeGivenUp() {
        assertThat(new TerraformModule(Map.of()).dependencies("aws_lambda_event_source_mapping", "source"))
                .containsExactly("aws_iam_role_policy.sync", "aws_sqs_queue_redrive_policy.source");
    }

    /** A function that may not read its settings yet does not start. SAM's roles are made with their policies. */
    @ParameterizedTest
    @ValueSource(strings = {"sync", "check", "refresh"})
    void aFunctionIsThereOnlyWhenItsRoleMayDoItsWork(String function) {
        assertThat(new TerraformModule(Setup.OAUTH.variables()).dependencies("aws_lambda_function", function))
                .containsExactly("aws_iam_role_policy." + function);
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN, visibility_timeout,         724, aws_lambda_event_source_mapping.source",
        "PLAIN, dead_letter_retention_days, 10,  aws_sqs_queue.dead_letter",
        "PLAIN, batch_size,                 121, aws_lambda_event_source_mapping.source",
        "PLAIN, keap_minute_limit,          199, aws_lambda_event_source_mapping.source",
        "PLAIN, batching_window,            0,   aws_lambda_event_source_mapping.source",
        "FIFO,  batch_size,                 11,  aws_lambda_event_source_mapping.source",
    })
    void terraformRefuses(String setup, String variable, BigDecimal value, String refusing) {
        Setup refused = Setup.named(setup).and(Setup.of(variable, value));

        assertThat(new TerraformModule(refused.variables()).refusals()).containsExactly(refusing);
        assertThat(new TerraformModule(Setup.EVERYTHING.variables()).refusals()).isEmpty();
        assertThat(new TerraformModule(Setup.SECRET.variables()).refusals()).isEmpty();
    }
}
