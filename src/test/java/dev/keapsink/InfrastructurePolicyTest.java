package dev.keapsink;

import static dev.keapsink.Templates.LOCALS;
import static dev.keapsink.Templates.SAM;
import static dev.keapsink.Templates.TERRAFORM;
import static dev.keapsink.Templates.samResource;
import static dev.keapsink.Templates.terraformResource;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lists what the installation allows, statement by statement: these actions on these resources and no more, none of them on
 * everything. What a change of a policy allows shows here, whichever of the two templates it was made in.
 */
class InfrastructurePolicyTest {

    private static final List<String> STATEMENTS = List.of(
            "source queue RefuseWithoutTls: Deny sqs:* on source queue",
            "source queue Send: Allow sqs:SendMessage on source queue if there is a sender",
            "dead-letter queue RefuseWithoutTls: Deny sqs:* on dead-letter queue",
            "reject queue RefuseWithoutTls: Deny sqs:* on reject queue",
            "sync Lambda: Allow sts:AssumeRole for lambda.amazonaws.com",
            "sync ReceiveAndDelay: Allow sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage on source queue",
            "sync Reject: Allow sqs:SendMessage on reject queue",
            "sync ReadParameters: Allow ssm:GetParameter on credentials, mapping",
            "sync Log: Allow logs:CreateLogStream logs:PutLogEvents on log of sync",
            "sync ReadSecret: Allow secretsmanager:GetSecretValue on secret if there is a secret",
            "sync KeepLedger: Allow dynamodb:BatchGetItem dynamodb:PutItem on ledger if there is a ledger",
            "sync UseKey: Allow kms:Decrypt kms:GenerateDataKey on key if there is a key",
            "check Lambda: Allow sts:AssumeRole for lambda.amazonaws.com",
            "check LookAtQueues: Allow sqs:GetQueueAttributes on reject queue, source queue",
            "check ReadParameters: Allow ssm:GetParameter on credentials, mapping",
            "check Log: Allow logs:CreateLogStream logs:PutLogEvents on log of check",
            "check ReadSecret: Allow secretsmanager:GetSecretValue on secret if there is a secret",
            "check LookAtLedger: Allow dynamodb:BatchGetItem dynamodb:DescribeTimeToLive dynamodb:PutItem on ledger if there is a ledger",
            "check UseKey: Allow kms:Decrypt on key if there is a key",
            "refresh Lambda: Allow sts:AssumeRole for lambda.amazonaws.com",
            "refresh RenewCredentials: Allow ssm:GetParameter ssm:GetParameterHistory ssm:PutParameter on credentials",
            "refresh Log: Allow logs:CreateLogStream logs:PutLogEvents on log of refresh",
            "refresh UseKey: Allow kms:Decrypt kms:Encrypt kms:GenerateDataKey on key if there is a key",
            "schedule Scheduler: Allow sts:AssumeRole for scheduler.amazonaws.com",
            "schedule Invoke: Allow lambda:InvokeFunction on refresh");

    @ParameterizedTest
    @EnumSource
    void theseStatementsAndNoOthersAreThere(Policies.Template template) {
        assertThat(template.statements())
                .extracting(Policies.Statement::toString)
                .containsExactlyInAnyOrderElementsOf(STATEMENTS);
    }

    @ParameterizedTest
    @EnumSource
    void everyStatementIsListed(Policies.Template template) {
        long shared = template == Policies.Template.SAM ? 0 : 2 + 1;

        assertThat(template.all().all("\\bEffect *[:=]")).hasSize(STATEMENTS.size() - (int) shared);
        assertThat(template.all().all("\\bSid *[:=]")).hasSize(STATEMENTS.size() - (int) shared);
    }

    @ParameterizedTest
    @EnumSource
    void noActionIsAWildcard(Policies.Template template) {
        assertThat(template.statements())
                .filteredOn(Policies.Statement::allows)
                .allSatisfy(statement -> assertThat(statement.lines().setting("Action"))
                        .as(statement.toString())
                        .doesNotContain("*"));
    }

    /** But for the streams of a function's own log group, which have no names before they are there. */
    @ParameterizedTest
    @EnumSource
    void noResourceIsAWildcard(Policies.Template template) {
        String streams = "\"\\$\\{aws_cloudwatch_log_group\\.\\w+(\\[0])?\\.arn}:\\*\"";

        assertThat(template.statements())
                .filteredOn(Policies.Statement::allows)
                .allSatisfy(statement -> assertThat(statement.lines().text().replaceAll(streams, ""))
                        .as(statement.toString())
                        .doesNotContain("*"));
    }

    /** What a resource is may be written elsewhere in Terraform; there, too, nothing means everything. */
    @ParameterizedTest
    @EnumSource
    void noArnIsAWildcard(Policies.Template template) {
        assertThat(template.all().names("(arn:\\$\\{[^\"\\s]*)")).isNotEmpty().noneMatch(arn -> arn.contains("*"));
    }

    @Test
    void namesAreTheSame() {
        String parameter = "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter";
        String queue = "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}";

        assertThat(SAM.names("(arn:\\$\\S+)"))
                .containsExactly(
                        queue,
                        queue + ".fifo",
                        parameter + "${CredentialsParameter}",
                        parameter + "${MappingParameter}",
                        parameter + "/${AWS::StackName}/credentials");
        assertThat(LOCALS.setting("parameter_arn"))
                .isEqualTo("\"arn:${local.partition}:ssm:${local.region}:${local.account}:parameter\"");
        assertThat(LOCALS.setting("credentials_arn"))
                .isEqualTo("\"${local.parameter_arn}${local.credentials_parameter}\"");
        assertThat(LOCALS.block("parameter_arns = ").text())
                .contains(
                        "local.mapping_parameter == null ? [] : [\"${local.parameter_arn}${local.mapping_parameter}\"]");
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatComesWithoutTlsIsRefused(Policies.Template template) {
        assertThat(template.statements())
                .filteredOn(statement -> !statement.allows())
                .hasSize(3)
                .allSatisfy(statement -> {
                    assertThat(statement.lines().setting("Principal")).isEqualTo("\"*\"");
                    assertThat(statement.lines().names("\"?aws:SecureTransport\"? *[:=] (\"\\w+\")"))
                            .containsExactly("\"false\"");
                    assertThat(statement.lines().text()).containsPattern("\\bBool\\b[ :={]+\\s*\"?aws:SecureTransport");
                });
    }

    /** An older version, which AWS takes for the one meant if there is none, knows no variables. */
    @ParameterizedTest
    @EnumSource
    void everyPolicyNamesTheCurrentVersionOfTheirLanguage(Policies.Template template) {
        String text = template.all().text();

        assertThat(count("\\bVersion\\b *[:=] \"2012-10-17\"\\s+Statement\\b", text))
                .isEqualTo(count("\\bStatement\\b *[:=]", text))
                .isGreaterThan(8);
    }

    private static long count(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    /** A service may act for its own resource, Lambda and the scheduler for this account. */
    @ParameterizedTest
    @EnumSource
    void servicesActForThisAccountOnly(Policies.Template template) {
        String ofThisAccount =
                "(?s)\\bService\\b.*%s\\.amazonaws\\.com.*\\bStringEquals\\b.*aws:SourceAccount.*(local\\.account|!Ref AWS::AccountId)\\b";
        Map<String, String> conditions = Map.of(
                "Send",
                        "(?s)(Service: !Ref SenderService|\\{ Service = sender\\.service }).*\\bArnEquals\\b.*aws:SourceArn.*(sender\\.arn|!Ref SenderArn)\\b",
                "Lambda", ofThisAccount.formatted("lambda"),
                "Scheduler", ofThisAccount.formatted("scheduler"));

        assertThat(template.statements())
                .filteredOn(statement -> conditions.containsKey(statement.name()))
                .hasSize(5)
                .allSatisfy(statement ->
                        assertThat(statement.lines().text()).containsPattern(conditions.get(statement.name())));
    }

    /** Those of AWS allow more, and SAM attaches some by itself to a function without a role. */
    @ParameterizedTest
    @EnumSource
    void thereAreNoManagedPolicies(Policies.Template template) {
        assertThat(template.all().text().toLowerCase(Locale.ROOT))
                .doesNotContain("managedpolicy", "managed_policy", "policy_attachment", "policy_arn", ":policy/");
    }

    @Test
    void everyFunctionHasItsOwnRole() {
        for (String function : List.of("Sync", "Check", "Refresh")) {
            String name = function.toLowerCase(Locale.ROOT);
            assertThat(samResource(function + "Function").setting("Role"))
                    .isEqualTo("!GetAtt " + function + "Role.Arn");
            assertThat(terraformResource("aws_lambda_function." + name).setting("role"))
                    .matches("aws_iam_role\\." + name + "(\\[0])?\\.arn");
        }
        for (String name : List.of("Sync", "Check", "Refresh", "Schedule")) {
            String policy = name.toLowerCase(Locale.ROOT);
            assertThat(samResource(name + "Role").setting("PolicyName")).isEqualTo(policy);
            assertThat(terraformResource("aws_iam_role_policy." + policy).setting("name"))
                    .isEqualTo("\"" + policy + "\"");
        }
        assertThat(samResource("RefreshSchedule").setting("RoleArn")).isEqualTo("!GetAtt ScheduleRole.Arn");
        assertThat(terraformResource("aws_scheduler_schedule.refresh").setting("role_arn"))
                .isEqualTo("aws_iam_role.schedule[0].arn");
        assertThat(TERRAFORM.names("(?m)^resource \"aws_iam_role\" \"(\\w+)\""))
                .containsExactly("check", "refresh", "schedule", "sync");
        assertThat(SAM.names("(?m)^  (\\w+):\\R    Type: AWS::IAM::Role"))
                .containsExactly("CheckRole", "RefreshRole", "ScheduleRole", "SyncRole");
    }
}
