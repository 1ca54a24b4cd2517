package dev.keapsink;

import static dev.keapsink.Templates.LOCALS;
import static dev.keapsink.Templates.SAM;
import static dev.keapsink.Templates.TERRAFORM;
import static dev.keapsink.Templates.inTerraform;
import static dev.keapsink.Templates.samNumber;
import static dev.keapsink.Templates.samResource;
import static dev.keapsink.Templates.terraform;
import static dev.keapsink.Templates.terraformResource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the alarms and dashboards of sam-template.yaml and terraform/. */
class InfrastructureAlarmsTest {

    @Test
    void alarmsAgree() {
        assertThat(samAlarms()).isEqualTo(terraformAlarms());
        assertThat(samAlarms())
                .containsOnlyKeys(
                        "age",
                        "dead-letters",
                        "errors",
                        "grant-lost",
                        "misconfigured",
                        "quota",
                        "refresh-errors",
                        "refresh-missing",
                        "rejects",
                        "throttles",
                        "waiting");
    }

    /** With one reading in so many periods; an alarm that needs all of them would be over before it went off. */
    @Test
    void alarmsGoOffAtTheFirstReading() {
        assertThat(SAM.all("(?m)^ *DatapointsToAlarm: 1$")).hasSize(samAlarms().size());
        assertThat(terraform("aws_cloudwatch_metric_alarm.this", "datapoints_to_alarm"))
                .isEqualTo("1");
    }

    /** What waits comes again after an hour and a fifth at most: in between it must not count as mended. */
    @ParameterizedTest
    @ValueSource(strings = {"Misconfigured", "Waiting"})
    void whatComesAgainAfterAnHourIsNotOverInBetween(String alarm) {
        assertThat(samNumber(alarm + "Alarm", "Period") * samNumber(alarm + "Alarm", "EvaluationPeriods"))
                .isGreaterThan(3600 * 6 / 5);
    }

    /** A batch of which the function failed comes again after the visibility timeout. */
    @Test
    void anErrorIsNotOverBeforeItsMessagesCameAgain() {
        assertThat(samNumber("ErrorsAlarm", "Period") * samNumber("ErrorsAlarm", "EvaluationPeriods"))
                .isGreaterThan(2 * samNumber("SourceQueue", "VisibilityTimeout"));
    }

    @Test
    void alarmsTellTheSameTopic() {
        assertThat(SAM.names("(?m)^ *(?:AlarmActions|OKActions): (.*)"))
                .containsExactly("!If [HasAlarmTopic, [!Ref AlarmTopicArn], []]");
        assertThat(SAM.all("(?m)^ *(AlarmActions|OKActions):"))
                .hasSize(2 * samAlarms().size());
        assertThat(terraformResource("aws_cloudwatch_metric_alarm.this").names("_actions += (.*)"))
                .containsExactly("local.alarm_topics");
        assertThat(LOCALS.setting("alarm_topics"))
                .isEqualTo("var.alarm_topic_arn == null ? [] : [var.alarm_topic_arn]");
    }

    @Test
    void theAgeAlarmLeavesHalfOfTheRetention() {
        assertThat(samNumber("AgeAlarm", "Threshold"))
                .isEqualTo(samNumber("SourceQueue", "MessageRetentionPeriod") / 2);
    }

    @Test
    void bothShowTheSameDashboard() throws IOException {
        String dashboard = Files.readString(Path.of("terraform/dashboard.json"));

        assertThat(samResource("Dashboard").text().lines().map(String::strip))
                .containsSequence(dashboard.lines().map(String::strip).toList());
    }

    @Test
    void bothFillTheDashboardWithTheSame() throws IOException {
        Block terraform = TERRAFORM.block("dashboard_body = templatefile");
        Block sam = new Block(samResource("Dashboard").text().replaceAll("(?s)^.*\\R( +region:)", "$1"));

        assertThat(terraform.names("(?m)^ *(\\w+) +="))
                .isEqualTo(sam.names("(?m)^ *(\\w+):"))
                .isEqualTo(new Block(Files.readString(Path.of("terraform/dashboard.json"))).names("\\$\\{(\\w+)}"))
                .allSatisfy(name ->
                        assertThat(common(sam.setting(name))).as(name).isEqualTo(common(terraform.setting(name))));
    }

    /** A figure that nobody writes would stay empty for ever, and its alarm silent. */
    @Test
    void alarmsAndTheDashboardShowFiguresThatAreWritten() throws IOException {
        Set<String> documented = Templates.documented("docs/operating.md", "## Metrics").keySet().stream()
                .flatMap(names -> Arrays.stream(names.split(", ")))
                .collect(Collectors.toSet());
        Set<String> shown = new Block(Files.readString(Path.of("terraform/dashboard.json")))
                .names("\\[\"KeapSink\", \"(\\w+?)(?:_\\w+)?\"");
        Set<String> alarmed = samAlarms().values().stream()
                .filter(alarm -> alarm.contains("KeapSink"))
                .map(alarm -> alarm.get(2))
                .collect(Collectors.toSet());

        assertThat(documented).containsAll(shown).containsAll(alarmed);
        assertThat(alarmed).isNotEmpty();
    }

    @Test
    void everyAlarmIsExplainedToTheOperator() throws IOException {
        assertThat(Templates.documented("docs/operating.md", "## Alarms").keySet())
                .isEqualTo(samAlarms().keySet());
    }

    @Test
    void theCostsCountTheAlarms() throws IOException {
        int alarms = samAlarms().size();
        int withOauth = SAM.block("Resources:").blocks("\\w+Alarm:").stream()
                .filter(alarm -> alarm.has("Condition"))
                .toList()
                .size();

        assertThat(Files.readString(Path.of("docs/operating.md")))
                .contains("| alarms | %d × $0.10, with OAuth2 %d |".formatted(alarms - withOauth, alarms));
    }

    @Test
    void theDashboardHasEveryReasonAndCause() throws IOException {
        Block dashboard = new Block(Files.readString(Path.of("terraform/dashboard.json")));

        assertThat(dashboard.names("\"Rejected_(\\w+)\""))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::code).toList());
        assertThat(dashboard.names("\"Deferred_(\\w+)\""))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Cause.values()).map(Cause::code).toList());
    }

    private static Map<String, List<String>> samAlarms() {
        Map<String, List<String>> alarms = new TreeMap<>();
        for (Block alarm : SAM.block("Resources:").blocks("\\w+Alarm:")) {
            List<String> values = new ArrayList<>(Stream.of(
                            "AlarmDescription",
                            "Namespace",
                            "MetricName",
                            "Statistic",
                            "ComparisonOperator",
                            "Threshold",
                            "TreatMissingData",
                            "Period",
                            "EvaluationPeriods",
                            "Name")
                    .map(alarm::setting)
                    .toList());
            values.add(common(alarm.setting("Value")));
            alarms.put(alarm.setting("AlarmName").replaceAll(".*}-", ""), values);
        }
        return alarms;
    }

    private static Map<String, List<String>> terraformAlarms() {
        Map<String, List<String>> alarms = new TreeMap<>();
        LOCALS.block("alarms = merge(")
                .all("(?m)^( +)([a-z-]+) = \\{\\R((?:\\1 +.*\\R)+)")
                .forEach(match -> {
                    Block alarm = new Block(match.group(3));
                    List<String> values = new ArrayList<>(Stream.of(
                                    "description",
                                    "namespace",
                                    "metric",
                                    "statistic",
                                    "comparison",
                                    "threshold",
                                    "no_data",
                                    "period",
                                    "periods")
                            .map(key -> inTerraform(alarm.setting(key)))
                            .toList());
                    String[] dimension = alarm.setting("dimensions").split("\\W+=\\W+|[{}]", -1);
                    values.add(dimension[1].strip());
                    values.add(common(alarm.setting("dimensions").replaceAll(".* = (\\S+) }$", "$1")));
                    alarms.put(match.group(2), values);
                });
        return alarms;
    }

    /** A name in words common to both: {@code !GetAtt RejectQueue.QueueName} and {@code aws_sqs_queue.reject.name} are alike. */
    private static String common(String reference) {
        return switch (reference) {
            case "!GetAtt SourceQueue.QueueName", "aws_sqs_queue.source.name" -> "source queue";
            case "!GetAtt DeadLetterQueue.QueueName", "aws_sqs_queue.dead_letter.name" -> "dead-letter queue";
            case "!GetAtt RejectQueue.QueueName", "aws_sqs_queue.reject.name" -> "reject queue";
            case "!Ref SyncFunction", "aws_lambda_function.sync.function_name" -> "sync";
            case "!Ref RefreshFunction", "!Sub ${AWS::StackName}-refresh", "\"${var.name}-refresh\"" -> "refresh";
            case "!Ref SyncFunctionSource", "aws_lambda_event_source_mapping.source.uuid" -> "event source mapping";
            case "!Ref AWS::Region", "local.region" -> "region";
            default -> throw new AssertionError("unknown: " + reference);
        };
    }
}
