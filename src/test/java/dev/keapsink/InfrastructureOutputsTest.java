package dev.keapsink;

import static dev.keapsink.Templates.SAM;
import static dev.keapsink.Templates.TERRAFORM;
import static dev.keapsink.Templates.variableOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares what sam-template.yaml and terraform/ tell those who deploy them. */
class InfrastructureOutputsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            QueueUrl             | aws_sqs_queue.source.id                          | !Ref SourceQueue | always
            QueueArn             | aws_sqs_queue.source.arn                         | !GetAtt SourceQueue.Arn | always
            DeadLetterQueueUrl   | aws_sqs_queue.dead_letter.id                     | !Ref DeadLetterQueue | always
            DeadLetterQueueArn   | aws_sqs_queue.dead_letter.arn                    | !GetAtt DeadLetterQueue.Arn | always
            RejectQueueUrl       | aws_sqs_queue.reject.id                          | !Ref RejectQueue | always
            RejectQueueArn       | aws_sqs_queue.reject.arn                         | !GetAtt RejectQueue.Arn | always
            CredentialsParameter | local.credentials_parameter                      | !If [HasCredentialsParameter, !Ref CredentialsParameter, !Sub "/${AWS::StackName}/credentials"] | always
            FunctionName         | aws_lambda_function.sync.function_name           | !Ref SyncFunction | always
            FunctionArn          | aws_lambda_function.sync.arn                     | !GetAtt SyncFunction.Arn | always
            RoleArn              | aws_iam_role.sync.arn                            | !GetAtt SyncRole.Arn | always
            CheckRoleArn         | aws_iam_role.check.arn                           | !GetAtt CheckRole.Arn | always
            RefreshRoleArn       | one(aws_iam_role.refresh[*].arn)                 | !GetAtt RefreshRole.Arn | IsOauth
            LogGroupName         | aws_cloudwatch_log_group.sync.name               | !Ref FunctionLogGroup | always
            EventSourceMappingId | aws_lambda_event_source_mapping.source.id        | !Ref SyncFunctionSource | always
            CheckFunctionName    | aws_lambda_function.check.function_name          | !Ref CheckFunction | always
            RefreshFunctionName  | one(aws_lambda_function.refresh[*].function_name) | !Ref RefreshFunction    | IsOauth
            LedgerTableName      | one(aws_dynamodb_table.ledger[*].name)           | !Ref LedgerTable        | HasLedger
            DashboardName        | aws_cloudwatch_dashboard.this.dashboard_name     | !Ref Dashboard | always
            """, quoteCharacter = '\'')
    void bothTell(String output, String inTerraform, String inSam, String condition) {
        Block sam = SAM.block("Outputs:").block(output + ":");

        assertThat(TERRAFORM.block("output \"" + variableOf(output) + "\"").setting("value"))
                .isEqualTo(inTerraform);
        assertThat(sam.setting("Value")).isEqualTo(inSam);
        assertThat(sam.has("Condition") ? sam.setting("Condition") : "always").isEqualTo(condition);
    }

    @Test
    void bothTellTheSame() {
        Set<String> outputs = new TreeSet<>();
        for (String output : SAM.block("Outputs:").names("(?m)^  (\\w+):")) {
            outputs.add(variableOf(output));
        }

        assertThat(outputs).isEqualTo(TERRAFORM.names("(?m)^output \"(\\w+)\"")).hasSize(18 + 1);
    }

    /** An operator copies it: without the type the credential would lie there in plain text, without the key under another. */
    @Test
    void bothPutTheCredentialInTheSameWay() {
        Block sam = SAM.block("Outputs:").block("PutCredentialsCommand:");
        Block terraform = TERRAFORM.block("output \"put_credentials_command\"");

        assertThat(sam.setting("Condition")).isEqualTo("HasNoCredentialsSecret");
        assertThat(terraform.setting("value")).isEqualTo("local.credentials_secret ? null : join(\" \", compact([");
        assertThat(sam.block("Value:").text().strip().lines().map(String::strip))
                .containsExactly(
                        "aws ssm put-parameter --region ${AWS::Region} --name ${name} --type SecureString${key} --overwrite --value file://credentials.json",
                        "name: !If [HasCredentialsParameter, !Ref CredentialsParameter, !Sub \"/${AWS::StackName}/credentials\"]",
                        "key: !If [HasKmsKey, !Sub \" --key-id ${KmsKeyArn}\", \"\"]");
        assertThat(terraform.block("value = ").text().strip().lines().map(String::strip))
                .containsExactly(
                        "\"aws ssm put-parameter --region ${local.region} --name ${local.credentials_parameter} --type SecureString\",",
                        "var.kms_key_arn == null ? \"\" : \"--key-id ${var.kms_key_arn}\",",
                        "\"--overwrite --value file://credentials.json\",");
    }
}
