package dev.keapsink.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.batch.BatchFigures;
import dev.keapsink.keap.CallMeter;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.ledger.LedgerMeter;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.MemoryLedger;
import dev.keapsink.simulator.memory.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The line that an invocation leaves for CloudWatch. */
class BatchMetricsTest {

    private static final BatchFigures FIGURES = new BatchFigures(
            5,
            9,
            Map.of(Effect.CREATED, 3, Effect.UPDATED, 1, Effect.NO_RECORD, 1, Effect.SUPPRESSED, 1),
            Map.of(Reason.UNKNOWN_TAG, 2),
            Map.of(Cause.MISCONFIGURED, 1),
            7,
            Duration.ofMillis(1234));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Metrics metrics = new Metrics(new PrintStream(out, true, UTF_8), "keap-sink", new VirtualTime());

    private Optional<LedgerMeter> ledger = Optional.empty();

    private JsonNode line(BatchFigures figures) throws Exception {
        out.reset();
        new BatchMetrics(metrics, new CallMeter(), ledger).processed(figures);
        assertThat(out.toString(UTF_8).lines()).as("one line an invocation").hasSize(1);
        return new ObjectMapper().readTree(out.toString(UTF_8));
    }

    @Test
    void isInTheFormThatCloudWatchMakesMetricsOf() throws Exception {
        JsonNode line = line(FIGURES);

        assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(VirtualTime.START.toEpochMilli());
        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.path("Namespace").asText()).isEqualTo("KeapSink");
        assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"FunctionName\"]]");
        assertThat(line.path("FunctionName").asText()).isEqualTo("keap-sink");
        List<String> names = new ArrayList<>();
        for (JsonNode metric : directive.path("Metrics")) {
            names.add(metric.path("Name").asText());
            assertThat(line.path(metric.path("Name").asText()).isNumber())
                    .as(metric.toString())
                    .isTrue();
        }
        assertThat(names).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(100);
        assertThat(line.size())
                .as("nothing but the metrics, the dimension and their description")
                .isEqualTo(names.size() + 2);
    }

    @Test
    void everyMetricIsExplainedToTheOperator() throws Exception {
        String page = Files.readString(Path.of("docs/operating.md"));
        ledger = Optional.of(new LedgerMeter(new MemoryLedger(new VirtualTime())));

        for (JsonNode metric : line(FIGURES).at("/_aws/CloudWatchMetrics/0/Metrics")) {
            String name = metric.path("Name").asText().replaceFirst("^(Rejected|Deferred)_.*", "$1");
            assertThat(page).contains("`" + name + "`");
        }
    }

    /** Each name costs, whether its value is zero or not. */
    @Test
    void theCostsCountTheMetricsThatAreAlwaysWritten() throws Exception {
        int always = line(new BatchFigures(1, 1, Map.of(), Map.of(), Map.of(), 1, Duration.ZERO))
                .at("/_aws/CloudWatchMetrics/0/Metrics")
                .size();

        assertThat(Files.readString(Path.of("docs/operating.md")))
                .contains(
                        "%d names that every batch writes and 2 for the quota".formatted(always),
                        (always + 2) + " × $0.30");
    }

    @Test
    void countsRecordsByWhatBecameOfThem() throws Exception {
        JsonNode line = line(FIGURES);

        assertThat(line.path("Messages").asInt()).isEqualTo(5);
        assertThat(line.path("Records").asInt()).isEqualTo(9);
        assertThat(line.path("Created").asInt()).isEqualTo(3);
        assertThat(line.path("Updated").asInt()).isEqualTo(1);
        assertThat(line.path("Unchanged").asInt()).isZero();
        assertThat(line.path("Removed").asInt()).isZero();
        assertThat(line.path("Skipped").asInt()).isEqualTo(2);
        assertThat(line.path("Rejected").asInt()).isEqualTo(2);
        assertThat(line.path("Rejected_unknown_tag").asInt()).isEqualTo(2);
        assertThat(line.path("Deferred").asInt()).isEqualTo(1);
        assertThat(line.path("Deferred_misconfigured").asInt()).isEqualTo(1);
        assertThat(line.path("Misconfigured").asInt()).isEqualTo(1);
        assertThat(line.path("OldestReceiveCount").asInt()).isEqualTo(7);
        assertThat(line.path("BatchDuration").asInt()).isEqualTo(1234);
    }

    @Test
    void countsWhatTheLedgerIsAskedForAndWhatIsStale() throws Exception {
        VirtualTime time = new VirtualTime();
        LedgerMeter asked = new LedgerMeter(new MemoryLedger(time));
        ledger = Optional.of(asked);
        LedgerKey key = new LedgerKeys(Optional.empty(), "ks100", "contacts").ofKey("4711");
        asked.read(List.of(key), Deadline.in(Duration.ofSeconds(1), time));
        asked.replace(key, null, LedgerEntry.NONE, Deadline.in(Duration.ofSeconds(1), time));
        asked.replace(key, null, LedgerEntry.NONE, Deadline.in(Duration.ofSeconds(1), time));

        JsonNode line = line(new BatchFigures(1, 1, Map.of(Effect.STALE, 1), Map.of(), Map.of(), 1, Duration.ZERO));

        assertThat(line.path("Stale").asInt()).isEqualTo(1);
        assertThat(line.path("LedgerReads").asInt()).isEqualTo(1);
        assertThat(line.path("LedgerWrites").asInt()).isEqualTo(2);
        assertThat(line(FIGURES).path("LedgerWrites").asInt())
                .as("since the line before")
                .isZero();
    }

    @Test
    void leavesOutReasonsAndCausesThatDidNotOccur() throws Exception {
        JsonNode line = line(new BatchFigures(1, 1, Map.of(Effect.CREATED, 1), Map.of(), Map.of(), 1, Duration.ZERO));

        assertThat(line.fieldNames()).toIterable().noneMatch(name -> name.contains("_") && !name.equals("_aws"));
        assertThat(line.path("Rejected").asInt()).isZero();
        assertThat(line.path("Misconfigured").asInt()).isZero();
        assertThat(line.has("Stale")).as("there is no ledger").isFalse();
        assertThat(line.has("QuotaLeft")).as("Keap has said nothing of it").isFalse();
    }
}
