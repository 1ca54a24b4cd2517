package dev.keapsink.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.support.DocumentedTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists what the installation allows, statement by statement: these actions on these resources, and no more. */
class PermissionsTest {

    private static final List<String> STATEMENTS = """
            aws_sqs_queue_policy.source RefuseWithoutTls: Deny sqs:* on sqs:keap-sink for * if {Bool={aws:SecureTransport=false}}
            aws_sqs_queue_policy.dead_letter RefuseWithoutTls: Deny sqs:* on sqs:keap-sink-dead-letter for * if {Bool={aws:SecureTransport=false}}
            aws_sqs_queue_policy.reject RefuseWithoutTls: Deny sqs:* on sqs:keap-sink-reject for * if {Bool={aws:SecureTransport=false}}
            aws_iam_role.sync Lambda: Allow sts:AssumeRole for {Service=lambda.amazonaws.com} if {StringEquals={aws:SourceAccount=123456789012}}
            aws_iam_role.check Lambda: Allow sts:AssumeRole for {Service=lambda.amazonaws.com} if {StringEquals={aws:SourceAccount=123456789012}}
            aws_iam_role.refresh Lambda: Allow sts:AssumeRole for {Service=lambda.amazonaws.com} if {StringEquals={aws:SourceAccount=123456789012}}
            aws_iam_role.rejects Account: Allow sts:AssumeRole for {AWS=arn:aws:iam::123456789012:root}
            aws_iam_role.schedule Scheduler: Allow sts:AssumeRole for {Service=scheduler.amazonaws.com} if {StringEquals={aws:SourceAccount=123456789012}}
            aws_iam_role_policy.sync ReceiveAndDelay: Allow sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage on sqs:keap-sink
            aws_iam_role_policy.sync Reject: Allow sqs:SendMessage on sqs:keap-sink-reject
            aws_iam_role_policy.sync ReadParameters: Allow ssm:GetParameter on ssm:parameter/keap-sink/credentials
            aws_iam_role_policy.sync Log: Allow logs:CreateLogStream logs:PutLogEvents on logs:log-group:/aws/lambda/keap-sink:*
            aws_iam_role_policy.check LookAtQueues: Allow sqs:GetQueueAttributes on sqs:keap-sink sqs:keap-sink-reject
            aws_iam_role_policy.check ReadParameters: Allow ssm:GetParameter on ssm:parameter/keap-sink/credentials
            aws_iam_role_policy.check Log: Allow logs:CreateLogStream logs:PutLogEvents on logs:log-group:/aws/lambda/keap-sink-check:*
            aws_iam_role_policy.refresh RenewCredentials: Allow ssm:GetParameter ssm:GetParameterHistory ssm:PutParameter on ssm:parameter/keap-sink/credentials
            aws_iam_role_policy.refresh Log: Allow logs:CreateLogStream logs:PutLogEvents on logs:log-group:/aws/lambda/keap-sink-refresh:*
            aws_iam_role_policy.rejects LookAtRejects: Allow sqs:ChangeMessageVisibility sqs:GetQueueAttributes sqs:ReceiveMessage on sqs:keap-sink-reject
            aws_iam_role_policy.schedule Invoke: Allow lambda:InvokeFunction on lambda:function:keap-sink-refresh
            """.lines().toList();

    /** What is allowed only if it is asked for, beside the statements above or instead of one. */
    private static final Map<Setup, List<String>> ASKED_FOR = Map.of(
            Setup.SENDER,
            List.of(
                    "aws_sqs_queue_policy.source Send: Allow sqs:SendMessage on sqs:keap-sink for {Service=sns.amazonaws.com} if {ArnEquals={aws:SourceArn=arn:aws:sns:eu-central-1:123456789012:leads}}"),
            Setup.LEDGER,
            List.of(
                    "aws_iam_role_policy.sync KeepLedger: Allow dynamodb:BatchGetItem dynamodb:PutItem on dynamodb:table/keap-sink-ledger",
                    "aws_iam_role_policy.check LookAtLedger: Allow dynamodb:BatchGetItem dynamodb:DescribeTimeToLive dynamodb:PutItem on dynamodb:table/keap-sink-ledger"),
            Setup.FILES,
            List.of(
                    "aws_iam_role_policy.sync ReadFiles: Allow s3:GetObject on arn:aws:s3:::my-files/*",
                    "aws_iam_role_policy.sync LookForFiles: Allow s3:ListBucket on arn:aws:s3:::my-files",
                    "aws_iam_role_policy.check ReadFiles: Allow s3:GetObject on arn:aws:s3:::my-files/*",
                    "aws_iam_role_policy.check LookForFiles: Allow s3:ListBucket on arn:aws:s3:::my-files"),
            Setup.KEY,
            List.of(
                    "aws_iam_role_policy.sync UseKey: Allow kms:Decrypt kms:GenerateDataKey on kms:key/1b2c",
                    "aws_iam_role_policy.check UseKey: Allow kms:Decrypt on kms:key/1b2c",
                    "aws_iam_role_policy.refresh UseKey: Allow kms:Decrypt kms:Encrypt kms:GenerateDataKey on kms:key/1b2c",
                    "aws_iam_role_policy.rejects UseKey: Allow kms:Decrypt on kms:key/1b2c"),
            Setup.of("credentials_secret_arn", Setup.SECRET.variables().get("credentials_secret_arn")),
            List.of(
                    "aws_iam_role_policy.sync ReadSecret: Allow secretsmanager:GetSecretValue on secretsmanager:secret:keap-AbCdEf",
                    "aws_iam_role_policy.check ReadSecret: Allow secretsmanager:GetSecretValue on secretsmanager:secret:keap-AbCdEf"),
            Setup.PLACES,
            List.of(
                    "aws_iam_role_policy.sync ReadParameters: Allow ssm:GetParameter on ssm:parameter/crm/keap ssm:parameter/crm/mapping",
                    "aws_iam_role_policy.check ReadParameters: Allow ssm:GetParameter on ssm:parameter/crm/keap ssm:parameter/crm/mapping",
                    "aws_iam_role_policy.refresh RenewCredentials: Allow ssm:GetParameter ssm:GetParameterHistory ssm:PutParameter on ssm:parameter/crm/keap"));

    @ParameterizedTest
    @EnumSource
    void theseStatementsAndNoOthersAreThere(Template template) {
        assertThat(statements(template, Setup.OAUTH)).containsExactlyInAnyOrderElementsOf(STATEMENTS);
    }

    @ParameterizedTest
    @EnumSource
    void nothingElseIsAllowedForWhatIsAskedFor(Template template) {
        assertThat(ASKED_FOR)
                .allSatisfy((setup, statements) -> assertThat(
                                statements(template, Setup.OAUTH.and(setup)).filter(line -> !STATEMENTS.contains(line)))
                        .containsExactlyInAnyOrderElementsOf(statements));
    }

    /** But for the streams of a function's own log group, and the objects of a bucket that is named. */
    @Test
    void nothingIsAllowedOnEverything() {
        assertThat(Stream.concat(
                        STATEMENTS.stream(), ASKED_FOR.values().stream().flatMap(List::stream)))
                .filteredOn(statement -> statement.contains(": Allow"))
                .noneMatch(statement -> statement
                        .replaceAll("(:log-group:\\S+:|:s3:::\\S+/)\\*$", "")
                        .contains("*"));
    }

    /** An older version, which AWS takes for the one meant if there is none, knows no variables. */
    @ParameterizedTest
    @EnumSource
    void everyPolicyNamesTheCurrentVersionOfTheirLanguage(Template template) {
        assertThat(policies(template, Setup.EVERYTHING))
                .hasSize(13)
                .allSatisfy(
                        policy -> assertThat(policy.getValue().get("Version")).isEqualTo("2012-10-17"));
    }

    @ParameterizedTest
    @EnumSource
    void everyFunctionHasItsOwnRole(Template template) {
        Deployment deployment = template.with(Setup.OAUTH);

        assertThat(Stream.of("sync", "check", "refresh"))
                .allSatisfy(function -> assertThat(deployment.get("aws_lambda_function." + function, "role"))
                        .isEqualTo("<aws_iam_role.%s.arn>".formatted(function)));
        assertThat(deployment.get("aws_scheduler_schedule.refresh", "target.role_arn"))
                .isEqualTo("<aws_iam_role.schedule.arn>");
    }

    /** Who may only look at rejected records must not lose one, nor send one. */
    @ParameterizedTest
    @EnumSource
    void whoLooksAtRejectsDeletesAndSendsNothing(Template template) {
        assertThat(statements(template, Setup.EVERYTHING)
                        .filter(line -> line.startsWith("aws_iam_role_policy.rejects")))
                .isNotEmpty()
                .noneMatch(line -> line.matches(".*(Delete|Purge|Send|Put|Encrypt|GenerateDataKey).*"));
    }

    /** The services that the person who deploys needs: those of all resources, and those that only an option takes. */
    @Test
    void theDocumentationNamesTheServicesOfEveryResource() {
        Set<String> services = new TreeSet<>(Set.of("kms", "cloudformation, s3"));
        new TerraformModule(Setup.EVERYTHING
                        .and(Setup.of("credentials_parameter", null))
                        .variables())
                .resources()
                .keySet()
                .forEach(address -> services.add(
                        address.startsWith("aws_cloudwatch_log_group")
                                ? "logs"
                                : address.replaceFirst("aws_([a-z]+)_.*", "$1")));

        assertThat(DocumentedTable.rows("docs/deploying.md", "### Permissions").keySet())
                .isEqualTo(services);
    }

    private static Stream<String> statements(Template template, Setup setup) {
        return policies(template, setup)
                .flatMap(policy -> ((List<?>) policy.getValue().get("Statement"))
                        .stream().map(statement -> written(policy.getKey(), (Map<?, ?>) statement)));
    }

    private static Stream<Map.Entry<String, Map<?, ?>>> policies(Template template, Setup setup) {
        return template.with(setup).resources().entrySet().stream()
                .flatMap(resource -> Stream.of("policy", "assume_role_policy")
                        .filter(resource.getValue()::containsKey)
                        .map(attribute -> Map.entry(resource.getKey(), (Map<?, ?>)
                                resource.getValue().get(attribute))));
    }

    private static String written(String policy, Map<?, ?> statement) {
        return "%s %s: %s %s%s%s%s"
                .formatted(
                        policy,
                        statement.get("Sid"),
                        statement.get("Effect"),
                        listed(statement.get("Action")),
                        part(" on ", statement.get("Resource")).replaceAll("arn:aws:(\\w+):\\S*?:\\d{12}:", "$1:"),
                        part(" for ", statement.get("Principal")),
                        part(" if ", statement.get("Condition")));
    }

    private static String part(String before, Object value) {
        return Optional.ofNullable(value)
                .map(present -> before + listed(present))
                .orElse("");
    }

    private static String listed(Object value) {
        return value instanceof List<?> list
                ? String.join(
                        " ", list.stream().map(String.class::cast).sorted().toList())
                : value.toString();
    }
}
