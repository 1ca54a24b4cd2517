package dev.keapsink;

import static dev.keapsink.Templates.LOCALS;
import static dev.keapsink.Templates.SAM;
import static dev.keapsink.Templates.TERRAFORM;
import static dev.keapsink.Templates.sam;
import static dev.keapsink.Templates.samNumber;
import static dev.keapsink.Templates.samResource;
import static dev.keapsink.Templates.terraform;
import static dev.keapsink.Templates.terraformResource;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the queues of sam-template.yaml and terraform/, and what they are encrypted with. */
class InfrastructureQueuesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SourceQueue     | MessageRetentionPeriod    | queue.source                           | message_retention_seconds
            SourceQueue     | MaximumMessageSize        | queue.source                           | max_message_size
            DeadLetterQueue | MaximumMessageSize        | queue.dead_letter                      | max_message_size
            RejectQueue     | MaximumMessageSize        | queue.reject                           | max_message_size
            SourceQueue     | SqsManagedSseEnabled      | queue.source                           | sqs_managed_sse_enabled
            SourceQueue     | ContentBasedDeduplication | queue.source                           | content_based_deduplication
            SourceQueue     | maxReceiveCount           | queue_redrive_policy.source            | maxReceiveCount
            DeadLetterQueue | MessageRetentionPeriod    | queue.dead_letter                      | message_retention_seconds
            DeadLetterQueue | SqsManagedSseEnabled      | queue.dead_letter                      | sqs_managed_sse_enabled
            DeadLetterQueue | redrivePermission         | queue_redrive_allow_policy.dead_letter | redrivePermission
            RejectQueue     | MessageRetentionPeriod    | queue.reject                           | message_retention_seconds
            RejectQueue     | SqsManagedSseEnabled      | queue.reject                           | sqs_managed_sse_enabled
            """)
    void queuesAgree(String samQueue, String samKey, String resource, String key) {
        assertThat(sam(samQueue, samKey)).isEqualTo(terraform("aws_sqs_" + resource, key));
    }

    /** The reason, with its sentence, counts, and the attributes are longer as a JSON document. */
    @Test
    void aRejectFitsIntoItsQueueWithItsReason() {
        assertThat(samNumber("RejectQueue", "MaximumMessageSize") - samNumber("SourceQueue", "MaximumMessageSize"))
                .isEqualTo(16 * 1024);
        assertThat(samNumber("DeadLetterQueue", "MaximumMessageSize"))
                .isGreaterThanOrEqualTo(samNumber("SourceQueue", "MaximumMessageSize"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SourceQueue", "DeadLetterQueue", "RejectQueue"})
    void aQueueThatIsReplacedKeepsItsMessages(String queue) {
        assertThat(samResource(queue).setting("UpdateReplacePolicy")).isEqualTo("Retain");
        assertThat(samResource(queue).setting("DeletionPolicy")).isEqualTo("Delete");
    }

    @Test
    void theSourceAndItsDeadLetterQueueAreFifoQueuesTogether() {
        assertThat(LOCALS.setting("fifo_suffix")).isEqualTo("var.fifo ? \".fifo\" : \"\"");
        assertThat(terraform("aws_sqs_queue.source", "fifo_queue"))
                .isEqualTo(terraform("aws_sqs_queue.dead_letter", "fifo_queue"));
        assertThat(TERRAFORM.names("(?m)^ *fifo_queue += (.*)")).containsExactly("var.fifo");
        assertThat(sam("SourceQueue", "FifoQueue"))
                .isEqualTo(sam("DeadLetterQueue", "FifoQueue"))
                .isEqualTo("fifo ? true :");
        assertThat(samResource("RejectQueue").has("FifoQueue")).isFalse();
    }

    @Test
    void bothHideAMessageForSixTimeoutsAndTheWindow() {
        int window = Integer.parseInt(
                sam("SyncFunction", "MaximumBatchingWindowInSeconds").replaceAll(".*: ", ""));

        assertThat(samNumber("SourceQueue", "VisibilityTimeout"))
                .isEqualTo(6 * samNumber("SyncFunction", "Timeout") + window);
        assertThat(terraformResource("aws_sqs_queue.source").setting("visibility_timeout_seconds"))
                .isEqualTo("local.visibility_timeout");
        assertThat(LOCALS.setting("visibility_timeout"))
                .isEqualTo("coalesce(var.visibility_timeout, local.least_visibility_timeout)");
        assertThat(LOCALS.setting("least_visibility_timeout"))
                .isEqualTo("6 * var.function_timeout + local.batching_window");
    }

    @Test
    void deadLettersAreKeptLongerThanMessagesWait() {
        assertThat(samNumber("DeadLetterQueue", "MessageRetentionPeriod"))
                .isGreaterThan(samNumber("SourceQueue", "MessageRetentionPeriod"));
    }

    @Test
    void aKeyOfOnesOwnEncryptsTheSame() {
        assertThat(TERRAFORM.names("(?m)^ *kms_master_key_id += (.*)")).containsExactly("var.kms_key_arn");
        assertThat(TERRAFORM.all("(?m)^ *kms_master_key_id +=")).hasSize(3);
        assertThat(SAM.names("(?m)^ *KmsMasterKeyId: (.*)"))
                .containsExactly("!If [HasKmsKey, !Ref KmsKeyArn, !Ref AWS::NoValue]");
        assertThat(SAM.all("(?m)^ *KmsMasterKeyId:")).hasSize(3);
        assertThat(samResource("LedgerTable").block("SSESpecification:").text().replaceAll("(?m)^ +|\\R$", ""))
                .isEqualTo(
                        "HasKmsKey\nSSEEnabled: true\nSSEType: KMS\nKMSMasterKeyId: !Ref KmsKeyArn\n!Ref AWS::NoValue");
        assertThat(terraformResource("aws_dynamodb_table.ledger")
                        .block("dynamic \"server_side_encryption\"")
                        .text())
                .contains("enabled     = true", "var.kms_key_arn == null ? [] : [var.kms_key_arn]");
    }
}
