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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** What comes before a statement that is there only if something is asked for, and what that is. */
    private static final Map<String, String> CONDITIONS = Map.of(
            "for number, sender in var.senders : {", "sender",
            "!If HasSender", "sender",
            "var.credentials_secret_arn == null ? [] : [ {", "secret",
            "!If HasCredentialsSecret", "secret",
            "var.ledger ? [ {", "ledger",
            "!If HasLedger", "ledger",
            "var.kms_key_arn == null ? [] : [ {", "key",
            "!If HasKmsKey", "key");

    private static final Pattern ACTION = Pattern.compile("\\b[a-z]+:[A-Z*][A-Za-z*]*");

    private static final Pattern SERVICE = Pattern.compile("[a-z]+\\.amazonaws\\.com\\b");

    /** How a resource is written in Terraform or in the SAM template, and what it is. */
    private static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("aws_sqs_queue\\.source\\.arn|SourceQueue\\.Arn", "source queue"),
            Map.entry("aws_sqs_queue\\.dead_letter\\.arn|DeadLetterQueue\\.Arn", "dead-letter queue"),
            Map.entry("aws_sqs_queue\\.reject\\.arn|RejectQueue\\.Arn", "reject queue"),
            Map.entry("local\\.credentials_arn|HasCredentialsParameter", "credentials"),
            Map.entry("local\\.mapping_parameter|HasMappingParameter", "mapping"),
            Map.entry("var\\.credentials_secret_arn|!Ref CredentialsSecretArn", "secret"),
            Map.entry("aws_dynamodb_table\\.ledger\\[0]\\.arn|LedgerTable\\.Arn", "ledger"),
            Map.entry("var\\.kms_key_arn|!Ref KmsKeyArn", "key"),
            Map.entry("aws_cloudwatch_log_group\\.sync\\.arn|FunctionLogGroup\\.Arn", "log of sync"),
            Map.entry("aws_cloudwatch_log_group\\.check\\.arn|CheckLogGroup\\.Arn", "log of check"),
            Map.entry("aws_cloudwatch_log_group\\.refresh\\[0]\\.arn|RefreshLogGroup\\.Arn", "log of refresh"),
            Map.entry("aws_lambda_function\\.refresh\\[0]\\.arn|RefreshFunction\\.Arn", "refresh"));

    private enum Template {
        TERRAFORM,
        SAM;

        /** Whose policy it is → where it is written. */
        Map<String, Block> policies() {
            return switch (this) {
                case TERRAFORM ->
                    Map.of(
                            "source queue", terraformResource("aws_sqs_queue_policy.source"),
                            "dead-letter queue", terraformResource("aws_sqs_queue_policy.dead_letter"),
                            "reject queue", terraformResource("aws_sqs_queue_policy.reject"),
                            "sync", role("sync"),
                            "check", role("check"),
                            "refresh", role("refresh"),
                            "schedule", role("schedule"));
                case SAM ->
                    Map.of(
                            "source queue", samResource("SourceQueuePolicy"),
                            "dead-letter queue", samResource("DeadLetterQueuePolicy"),
                            "reject queue", samResource("RejectQueuePolicy"),
                            "sync", samResource("SyncRole"),
                            "check", samResource("CheckRole"),
                            "refresh", samResource("RefreshRole"),
                            "schedule", samResource("ScheduleRole"));
            };
        }

        Block all() {
            return this == TERRAFORM ? Templates.TERRAFORM : Templates.SAM;
        }

        List<Statement> statements() {
            return policies().entrySet().stream()
                    .flatMap(policy -> Statement.of(policy.getKey(), policy.getValue()))
                    .toList();
        }

        /** A role's policies, together with what they take from elsewhere. */
        private static Block role(String name) {
            String text = terraformResource("aws_iam_role." + name).text()
                    + terraformResource("aws_iam_role_policy." + name).text();
            for (String shared : List.of("lambda_trust", "read_secret")) {
                if (text.contains("local." + shared)) {
                    text += "%s\n%s"
                            .formatted(
                                    LOCALS.setting(shared),
                                    LOCALS.block(shared + " = ").text());
                }
            }
            return new Block(text);
        }
    }

    /** One statement of a policy, as it is written. */
    private record Statement(String policy, String name, String before, Block lines) {

        /** Statements begin with their name, and end where the next begins or where indentation does. */
        static Stream<Statement> of(String policy, Block block) {
            return block.all("(?m)^( *)Sid *[:=] *\"?(\\w+)(?:\\$\\{number})?\"?\\R((?:\\1(?! *Sid\\b).*\\R)*)")
                    .map(match -> new Statement(
                            policy,
                            match.group(2),
                            block.text()
                                    .substring(0, match.start())
                                    .replaceAll("\\s+", " ")
                                    .strip(),
                            new Block(match.group(3))));
        }

        /** One of two in a list has the other before it, and is there unless this says otherwise. */
        private String condition() {
            return CONDITIONS.entrySet().stream()
                    .filter(condition -> before.endsWith(condition.getKey()))
                    .map(condition -> " if there is a " + condition.getValue())
                    .findFirst()
                    .orElse(before.matches(".*(?:\\? \\[ \\{|: \\[ \\{|: \\{|!If \\w+)") ? " if " + before : "");
        }

        boolean allows() {
            return lines.setting("Effect").contains("Allow");
        }

        private String effect() {
            return lines.setting("Effect").replace("\"", "");
        }

        private String actions() {
            return String.join(
                    " ",
                    ACTION.matcher(lines.setting("Action"))
                            .results()
                            .map(MatchResult::group)
                            .sorted()
                            .toList());
        }

        private String target() {
            String text = lines.text()
                    .replace(
                            "local.parameter_arns",
                            LOCALS.block("parameter_arns = ").text());
            Set<String> resources = new TreeSet<>();
            RESOURCES.forEach((regex, resource) -> {
                if (Pattern.compile("(?:" + regex + ")\\b").matcher(text).find()) {
                    resources.add(resource);
                }
            });
            return resources.isEmpty()
                    ? SERVICE.matcher(text)
                            .results()
                            .map(match -> "for " + match.group())
                            .findFirst()
                            .orElse("")
                    : "on " + String.join(", ", resources);
        }

        @Override
        public String toString() {
            return "%s %s: %s %s %s%s".formatted(policy, name, effect(), actions(), target(), condition());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theseStatementsAndNoOthersAreThere(Template template) {
        assertThat(template.statements())
                .extracting(Statement::toString)
                .containsExactlyInAnyOrderElementsOf(STATEMENTS);
    }

    @ParameterizedTest
    @EnumSource
    void everyStatementIsListed(Template template) {
        long shared = template == Template.SAM ? 0 : 2 + 1;

        assertThat(template.all().all("\\bEffect *[:=]")).hasSize(STATEMENTS.size() - (int) shared);
        assertThat(template.all().all("\\bSid *[:=]")).hasSize(STATEMENTS.size() - (int) shared);
    }

    @ParameterizedTest
    @EnumSource
    void noActionIsAWildcard(Template template) {
        assertThat(template.statements())
                .filteredOn(Statement::allows)
                .allSatisfy(statement -> assertThat(statement.lines().setting("Action"))
                        .as(statement.toString())
                        .doesNotContain("*"));
    }

    /** But for the streams of a function's own log group, which have no names before they are there. */
    @ParameterizedTest
    @EnumSource
    void noResourceIsAWildcard(Template template) {
        String streams = "\"\\$\\{aws_cloudwatch_log_group\\.\\w+(\\[0])?\\.arn}:\\*\"";

        assertThat(template.statements())
                .filteredOn(Statement::allows)
                .allSatisfy(statement -> assertThat(statement.lines().text().replaceAll(streams, ""))
                        .as(statement.toString())
                        .doesNotContain("*"));
    }

    /** What a resource is may be written elsewhere in Terraform; there, too, nothing means everything. */
    @ParameterizedTest
    @EnumSource
    void noArnIsAWildcard(Template template) {
        assertThat(template.all().names("(arn:\\$\\{[^\"\\s]*)")).isNotEmpty().noneMatch(arn -> arn.contains("*"));
    }

    @Test
    void parametersAreTheSame() {
        String parameter = "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter";

        assertThat(SAM.names("(arn:\\$\\{AWS::Partition}:ssm:\\S+)"))
                .containsExactly(
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
    void onlyWhatComesWithoutTlsIsRefused(Template template) {
        assertThat(template.statements())
                .filteredOn(statement -> !statement.allows())
                .hasSize(3)
                .allSatisfy(statement -> {
                    assertThat(statement.lines().setting("Principal")).isEqualTo("\"*\"");
                    assertThat(statement.lines().names("\"?aws:SecureTransport\"? *[:=] (\"\\w+\")"))
                            .containsExactly("\"false\"");
                });
    }

    /** A service may act for its own resource, the scheduler for its own account. */
    @ParameterizedTest
    @EnumSource
    void servicesActForThisAccountOnly(Template template) {
        Map<String, String> conditions = Map.of(
                "Send",
                        "(?s)(Service: !Ref SenderService|\\{ Service = sender\\.service }).*\\bArnEquals\\b.*aws:SourceArn.*(sender\\.arn|!Ref SenderArn)\\b",
                "Scheduler", "(?s)\\bStringEquals\\b.*aws:SourceAccount.*(local\\.account|!Ref AWS::AccountId)\\b");

        assertThat(template.statements())
                .filteredOn(statement -> conditions.containsKey(statement.name()))
                .hasSize(2)
                .allSatisfy(statement ->
                        assertThat(statement.lines().text()).containsPattern(conditions.get(statement.name())));
    }

    /** Those of AWS allow more, and SAM attaches some by itself to a function without a role. */
    @ParameterizedTest
    @EnumSource
    void thereAreNoManagedPolicies(Template template) {
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
        assertThat(samResource("RefreshSchedule").setting("RoleArn")).isEqualTo("!GetAtt ScheduleRole.Arn");
        assertThat(terraformResource("aws_scheduler_schedule.refresh").setting("role_arn"))
                .isEqualTo("aws_iam_role.schedule[0].arn");
        assertThat(TERRAFORM.names("(?m)^resource \"aws_iam_role\" \"(\\w+)\""))
                .containsExactly("check", "refresh", "schedule", "sync");
        assertThat(SAM.names("(?m)^  (\\w+):\\R    Type: AWS::IAM::Role"))
                .containsExactly("CheckRole", "RefreshRole", "ScheduleRole", "SyncRole");
    }
}
