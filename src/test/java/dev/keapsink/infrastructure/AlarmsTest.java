package dev.keapsink.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Reason;
import dev.keapsink.support.DocumentedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The alarms that tell of records before they are lost, and the dashboard. */
class AlarmsTest {

    private static final int WITHOUT_OAUTH = 8;

    /** How many seconds without a reading an alarm takes to be over, and what it makes of none at all. */
    private static final Map<String, String> ALARMS = Map.ofEntries(
            Map.entry("age", "300 notBreaching"),
            Map.entry("dead-letters", "300 notBreaching"),
            // A batch that failed comes again after the visibility timeout, 725 seconds.
            Map.entry("errors", "1800 notBreaching"),
            Map.entry("grant-lost", "1800 notBreaching"),
            // What waits comes again after an hour and a fifth at most.
            Map.entry("misconfigured", "4500 notBreaching"),
            Map.entry("quota", "300 ignore"),
            Map.entry("refresh-errors", "1800 notBreaching"),
            // A refresh that is not invoked writes no figures: their absence counts.
            Map.entry("refresh-missing", "3600 breaching"),
            Map.entry("rejects", "300 notBreaching"),
            Map.entry("throttles", "300 notBreaching"),
            Map.entry("waiting", "4500 notBreaching"));

    @ParameterizedTest
    @EnumSource
    void noAlarmIsMissingOrOverTooSoon(Template template) {
        Map<String, String> alarms = new TreeMap<>();
        alarms(template, Setup.OAUTH)
                .forEach((name, alarm) -> alarms.put(
                        name,
                        Integer.parseInt((String) alarm.get("period"))
                                        * Integer.parseInt((String) alarm.get("evaluation_periods"))
                                + " " + alarm.get("treat_missing_data")));

        assertThat(alarms).isEqualTo(ALARMS);
        assertThat(alarms(template, Setup.PLAIN)).hasSize(WITHOUT_OAUTH);
    }

    /** With one reading in so many periods; an alarm that needs all of them would be over before it went off. */
    @ParameterizedTest
    @EnumSource
    void eachGoesOffAtTheFirstReadingAndTellsTheTopic(Template template) {
        List<Object> topic = List.of(Setup.REST.variables().get("alarm_topic_arn"));

        assertThat(alarms(template, Setup.EVERYTHING).values())
                .allSatisfy(alarm -> assertThat(alarm)
                        .containsEntry("datapoints_to_alarm", "1")
                        .containsEntry("alarm_actions", topic)
                        .containsEntry("ok_actions", topic));
    }

    @ParameterizedTest
    @EnumSource
    void theAgeAlarmLeavesHalfOfTheRetention(Template template) {
        Deployment deployment = template.with(Setup.PLAIN);

        assertThat(deployment.number("aws_cloudwatch_metric_alarm.age", "threshold"))
                .isEqualTo(deployment.number(Deployment.SOURCE, "message_retention_seconds") / 2);
    }

    /** A figure that is not written would stay empty for ever, and its alarm silent. */
    @Test
    void alarmsAndTheDashboardShowFiguresThatAreWritten() throws IOException {
        List<String> written = DocumentedTable.rows("docs/operating.md", "## Metrics").keySet().stream()
                .flatMap(names -> Arrays.stream(names.split(", ", -1)))
                .toList();

        assertThat(onTheDashboard("\\[\"KeapSink\", \"(\\w+?)(?:_\\w+)?\""))
                .isNotEmpty()
                .isSubsetOf(written);
        assertThat(alarms(Template.TERRAFORM, Setup.OAUTH).values())
                .filteredOn(alarm -> alarm.get("namespace").equals("KeapSink"))
                .hasSize(4)
                .allSatisfy(alarm -> assertThat(written).contains((String) alarm.get("metric_name")));
    }

    @Test
    void theDashboardHasEveryReasonAndCause() throws IOException {
        assertThat(onTheDashboard("\"Rejected_(\\w+)\""))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::code).toList());
        assertThat(onTheDashboard("\"Deferred_(\\w+)\""))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Cause.values()).map(Cause::code).toList());
    }

    @Test
    void everyAlarmIsExplainedToTheOperatorAndPaidFor() throws IOException {
        assertThat(DocumentedTable.rows("docs/operating.md", "## Alarms").keySet())
                .isEqualTo(ALARMS.keySet());
        assertThat(Files.readString(Path.of("docs/operating.md")))
                .contains("| alarms | %d × $0.10, with OAuth2 %d |".formatted(WITHOUT_OAUTH, ALARMS.size()));
    }

    private static Map<String, Map<String, Object>> alarms(Template template, Setup setup) {
        Map<String, Map<String, Object>> alarms = new TreeMap<>();
        template.with(setup).resources().forEach((address, alarm) -> {
            if (address.startsWith("aws_cloudwatch_metric_alarm.")) {
                alarms.put(((String) alarm.get("alarm_name")).replaceFirst("^keap-sink-", ""), alarm);
            }
        });
        return alarms;
    }

    private static List<String> onTheDashboard(String regex) throws IOException {
        return Pattern.compile(regex)
                .matcher(Files.readString(Path.of("terraform/dashboard.json")))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }
}
