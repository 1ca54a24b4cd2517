package dev.keapsink;

import static dev.keapsink.Templates.LOCALS;
import static dev.keapsink.Templates.samResource;
import static dev.keapsink.Templates.terraformResource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the two templates allow, statement by statement, in words common to both. */
final class Policies {

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

    private Policies() {}

    enum Template {
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
    record Statement(String policy, String name, String before, Block lines) {

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
}
