package dev.keapsink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares sam-template.yaml with terraform/: they describe the same installation.
 *
 * <p>Both are read as text, by name and indentation; Terraform's formatter keeps the latter.
 */
class InfrastructureAgreementTest {
    private static final int KEAP_CALLS_PER_MINUTE = 240;

    private static final String SAM = read("sam-template.yaml");
    private static final String MAIN = read("terraform/main.tf");
    private static final String VARIABLES = read("terraform/variables.tf");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SourceQueue     | MessageRetentionPeriod | queue.source                          | message_retention_seconds
            SourceQueue     | SqsManagedSseEnabled   | queue.source                          | sqs_managed_sse_enabled
            SourceQueue     | maxReceiveCount        | queue_redrive_policy.source           | maxReceiveCount
            DeadLetterQueue | MessageRetentionPeriod | queue.dead_letter                     | message_retention_seconds
            DeadLetterQueue | SqsManagedSseEnabled   | queue.dead_letter                     | sqs_managed_sse_enabled
            DeadLetterQueue | redrivePermission      | queue_redrive_allow_policy.dead_letter | redrivePermission
            RejectQueue     | MessageRetentionPeriod | queue.reject                          | message_retention_seconds
            RejectQueue     | SqsManagedSseEnabled   | queue.reject                          | sqs_managed_sse_enabled
            """)
    void queuesAgree(String samQueue, String samKey, String resource, String key) {
        assertThat(sam(samQueue, samKey)).isEqualTo(terraform("aws_sqs_" + resource, key));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Runtime                   | runtime
            Handler                   | handler
            MemorySize                | memory_size
            Timeout                   | timeout
            LogFormat                 | log_format
            QUARKUS_FUNQY_EXPORT      | QUARKUS_FUNQY_EXPORT
            KEAP_SINK_TIMEOUT         | KEAP_SINK_TIMEOUT
            KEAP_SINK_MAX_CONCURRENCY | KEAP_SINK_MAX_CONCURRENCY
            """)
    void functionsAgree(String samKey, String key) {
        assertThat(sam("SyncFunction", samKey)).isEqualTo(terraform("aws_lambda_function.sync", key));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BatchSize                      | batch_size
            MaximumBatchingWindowInSeconds | maximum_batching_window_in_seconds
            MaximumConcurrency             | maximum_concurrency
            FunctionResponseTypes          | function_response_types
            """)
    void eventSourceMappingsAgree(String samKey, String key) {
        assertThat(sam("SyncFunction", samKey)).isEqualTo(terraform("aws_lambda_event_source_mapping.source", key));
    }

    @Test
    void logsAreKeptEquallyLong() {
        assertThat(sam("FunctionLogGroup", "RetentionInDays"))
                .isEqualTo(terraform("aws_cloudwatch_log_group.function", "retention_in_days"));
    }

    @Test
    void bothPassTheSameEnvironmentVariables() {
        Set<String> inSam = namesIn(block(SAM, "Variables:"), "(?m)^ *([A-Z_]+):");

        assertThat(inSam).contains("KEAP_SINK_API_KEY").isEqualTo(namesIn(MAIN, "(?m)^ *([A-Z_]+) +="));
    }

    @Test
    void bothAllowTheFunctionTheSameActions() {
        String action = "\\b([a-z]+:[A-Z*][A-Za-z*]*)";

        assertThat(namesIn(block(SAM, "FunctionRole:"), action))
                .contains("sqs:DeleteMessage")
                .isEqualTo(namesIn(MAIN, action));
    }

    /** Without it Lambda deletes what the function returned as failed. */
    @Test
    void bothReportBatchItemFailures() {
        assertThat(sam("SyncFunction", "FunctionResponseTypes")).isEqualTo("[ReportBatchItemFailures]");
    }

    @Test
    void bothHideAMessageForSixTimeoutsAndTheWindow() {
        int sixTimeoutsAndTheWindow =
                6 * samNumber("SyncFunction", "Timeout") + samNumber("SyncFunction", "MaximumBatchingWindowInSeconds");

        assertThat(samNumber("SourceQueue", "VisibilityTimeout")).isEqualTo(sixTimeoutsAndTheWindow);
        assertThat(setting(block(MAIN, "resource \"aws_sqs_queue\" \"source\""), "visibility_timeout_seconds"))
                .isEqualTo("6 * var.function_timeout + var.batching_window");
    }

    @Test
    void bothTellTheFunctionItsTimeoutAndConcurrency() {
        assertThat(sam("SyncFunction", "KEAP_SINK_TIMEOUT")).isEqualTo("PT" + sam("SyncFunction", "Timeout") + "S");
        assertThat(sam("SyncFunction", "KEAP_SINK_MAX_CONCURRENCY"))
                .isEqualTo(sam("SyncFunction", "MaximumConcurrency"));

        String function = block(MAIN, "resource \"aws_lambda_function\" \"sync\"");
        assertThat(setting(function, "KEAP_SINK_TIMEOUT")).isEqualTo("PT${var.function_timeout}S");
        assertThat(setting(function, "KEAP_SINK_MAX_CONCURRENCY")).isEqualTo("var.maximum_concurrency");
    }

    /** Terraform refuses such a plan itself; a SAM template cannot calculate. */
    @Test
    void fullBatchesWaitForTheirShareOfTheQuotaAtMostHalfTheTimeout() {
        int batchSeconds = samNumber("SyncFunction", "BatchSize")
                * 60
                * samNumber("SyncFunction", "MaximumConcurrency")
                / KEAP_CALLS_PER_MINUTE;

        assertThat(batchSeconds).isLessThanOrEqualTo(samNumber("SyncFunction", "Timeout") / 2);
        assertThat(setting(MAIN, "keap_calls_per_minute")).isEqualTo(String.valueOf(KEAP_CALLS_PER_MINUTE));
    }

    private static String sam(String resource, String key) {
        return setting(block(SAM, resource + ":"), key);
    }

    private static int samNumber(String resource, String key) {
        return Integer.parseInt(sam(resource, key));
    }

    /** What Terraform makes of a setting when every variable has its default. */
    private static String terraform(String resource, String key) {
        String value = setting(block(MAIN, "resource \"" + resource.replace(".", "\" \"") + "\""), key);
        return Pattern.compile("\\$\\{var\\.(\\w+)}|\\bvar\\.(\\w+)")
                .matcher(value)
                .replaceAll(match -> variableDefault(match.group(1) == null ? match.group(2) : match.group(1)));
    }

    private static String variableDefault(String variable) {
        return setting(block(VARIABLES, "variable \"" + variable + "\""), "default");
    }

    /** The lines below the first one that starts with the header, as far as they are indented deeper. */
    private static String block(String text, String header) {
        return find(text, "(?m)^( *)" + Pattern.quote(header) + ".*\\R((?:\\1 +.*\\R|\\R)+)", header)
                .group(2);
    }

    private static String setting(String text, String key) {
        return find(text, "(?m)^ *" + Pattern.quote(key) + " *[:=] *(.+)$", key)
                .group(1)
                .replace("\"", "");
    }

    private static MatchResult find(String text, String regex, String what) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + what + " in:\n" + text));
    }

    private static Set<String> namesIn(String text, String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).replaceAll("(?m)^ *#.*\\R", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
