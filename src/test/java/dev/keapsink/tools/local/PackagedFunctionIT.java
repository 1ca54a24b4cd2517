package dev.keapsink.tools.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.Quota;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.demo.KeapTarget;
import dev.keapsink.tools.demo.LocalRun;
import dev.keapsink.tools.demo.Pace;
import dev.keapsink.tools.demo.Reject;
import dev.keapsink.tools.demo.RunOutcome;
import dev.keapsink.tools.demo.RunReport;
import dev.keapsink.tools.demo.SecondRun;
import dev.keapsink.tools.demo.SimulatorFigures;
import dev.keapsink.tools.records.MappingInEffect;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.Survey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the zip that is deployed, in a process of its own, over a real queue server and the simulator. */
@Timeout(120)
class PackagedFunctionIT {
    private static final Pace FAST = new Pace(new Quota(10_000, 60_000, 1_000_000), 1_000);
    private static final Path WORK = Path.of("target", "local-it").toAbsolutePath();

    private static FunctionPackage function;

    @TempDir
    private Path logs;

    @BeforeAll
    static void unpack() throws IOException {
        function = FunctionPackage.unpack(Path.of("target", "function.zip").toAbsolutePath(), WORK.resolve("function"));
    }

    @ParameterizedTest
    @EnumSource
    void onePoisonRecordInABatchOfTenFailsAlone(RuntimeClient client) throws Exception {
        List<Line> lines = contacts(10);
        lines.set(4, new Line(5, "{\"email\":\"broken"));
        try (var keap = KeapTarget.Simulated.start(FAST);
                var run = new LocalRun(function, client, talkative(keap), plan(10, 1, false), logs)) {
            RunOutcome outcome = run.run(lines, done -> {});

            assertThat(outcome.written()).hasSize(9);
            assertThat(outcome.rejected()).hasSize(1);
            assertThat(outcome.rejected().get(lines.get(4)).reason()).isEqualTo("unreadable");
            assertThat(linesAboutTheMessageOf(outcome.rejected().get(lines.get(4))))
                    .as("poison is rejected at its first receipt, and never returned for something else")
                    .isNotEmpty()
                    .allSatisfy(fields -> {
                        assertThat(fields.path("outcome").asText()).isEqualTo("rejected");
                        assertThat(fields.path("reason").asText()).isEqualTo("unreadable");
                    });
            RunReport report = new RunReport(new RecordFile(lines, List.of()), keap, outcome);
            assertThat(report.findings()).isEmpty();
            // Where it is searched for secrets.
            report.print(
                    new PrintWriter(System.out, true, UTF_8),
                    "quota " + FAST,
                    new Survey(MappingInEffect.ofSimulator(Map.of())),
                    false);
        }
    }

    @Test
    void aHundredContactsWithOneTagAreAHundredAndOneWrites() throws Exception {
        try (var keap = KeapTarget.Simulated.start(FAST);
                var run = new LocalRun(function, aws(), oneTag(keap), plan(100, 1, false), logs)) {
            run.run(contacts(100), done -> {});

            List<Call> calls = SimulatorFigures.of(keap.keap()).calls();
            assertThat(calls.stream().filter(Call::isWrite)).hasSize(101);
            assertThat(calls.stream().filter(call -> !call.isWrite())).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void aCrashInTheMiddleChangesNothingInTheFinalState() throws Exception {
        List<Line> lines = contacts(60);
        try (var keap = KeapTarget.Simulated.start(Pace.DEMO);
                var run = new LocalRun(function, aws(), keap, plan(20, 2, true), logs)) {
            RunOutcome outcome = run.run(lines, done -> {});

            assertThat(outcome.tally().crashes()).isEqualTo(1);
            assertThat(outcome.tally().redeliveredCount()).isPositive();
            assertThat(outcome.written()).hasSize(60);
            assertThat(new RunReport(new RecordFile(lines, List.of()), keap, outcome).findings())
                    .isEmpty();
        }
    }

    @Test
    void sentAgainWithALedgerNothingIsWritten() throws Exception {
        List<Line> lines = contacts(60);
        lines.set(4, new Line(5, "{\"phone\":\"555 0001\",\"first_name\":\"Ada\"}"));
        try (var keap = KeapTarget.Simulated.start(FAST);
                var ledger = LocalLedger.start()) {
            KeapTarget.Real secretive = with(talkative(keap), "KEAP_SINK_LEDGER_KEY", "kst-secret-of-the-ledger");
            RunOutcome first = sent(lines, secretive, ledger);
            SimulatorFigures before = SimulatorFigures.of(keap.keap());
            int entries = ledger.entries();
            RunOutcome second = sent(lines, secretive, ledger);
            SecondRun again = new SecondRun(second, before, SimulatorFigures.of(keap.keap()), entries);

            assertThat(first.written()).hasSize(60);
            assertThat(second.written()).hasSize(60);
            assertThat(entries).isEqualTo(60);
            assertThat(before.writes()).isGreaterThanOrEqualTo(60);
            assertThat(again.writes()).isZero();
            assertThat(again.print(new PrintWriter(System.out, true, UTF_8))).isTrue();
        }
    }

    private RunOutcome sent(List<Line> lines, KeapTarget keap, LocalLedger ledger) throws Exception {
        try (var run = new LocalRun(function, aws(), keap, plan(60, 1, false), logs, ledger.variables())) {
            return run.run(lines, done -> {});
        }
    }

    @Test
    void aRefusedKeyEndsTheRunWithASentence() throws Exception {
        try (var keap = KeapTarget.Simulated.start(FAST);
                var run = new LocalRun(
                        function, aws(), with(keap, "KEAP_SINK_API_KEY", "KeapAK-wrong"), plan(10, 1, false), logs)) {
            assertThatThrownBy(() -> run.run(contacts(3), done -> {}))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageStartingWith("The function returned every message to the queue and says why: ");
        }
    }

    @Test
    void aWrongSettingEndsTheRunWithTheFunctionsOwnWords() throws Exception {
        try (var keap = KeapTarget.Simulated.start(FAST);
                var run = new LocalRun(
                        function, aws(), with(keap, "KEAP_SINK_TAG_IDS", "first"), plan(10, 1, false), logs)) {
            assertThatThrownBy(() -> run.run(contacts(1), done -> {}))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("KEAP_SINK_TAG_IDS")
                    .hasMessageContaining("function-1.log");
        }
    }

    /** The framework would quote the one, and anything could send the other somewhere as a name. */
    @ParameterizedTest
    @CsvSource({"QUARKUS_FUNQY_EXPORT, sync check or refresh", "KEAP_SINK_LEDGER_TABLE, the name of a DynamoDB table"})
    void aKeyInTheWrongVariableEndsTheRunUnseen(String variable, String belongsThere) throws Exception {
        try (var keap = KeapTarget.Simulated.start(FAST);
                var run = new LocalRun(
                        function, aws(), with(keap, variable, "KeapAK-sesame"), plan(10, 1, false), logs)) {
            assertThatThrownBy(() -> run.run(contacts(1), done -> {}))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining(variable + " holds what looks like a key")
                    .hasMessageContaining(belongsThere.replace("sync ", "sync, "));
        }
        assertThat(logs.resolve("function-1.log")).content().doesNotContain("sesame");
    }

    /** What the log says in fields of their own; a busy machine may need several attempts to reach the reject queue. */
    private List<JsonNode> linesAboutTheMessageOf(Reject reject) {
        return new FunctionLog(logs.resolve("function-1.log"))
                .entries().stream()
                        .map(entry -> entry.path("mdc"))
                        .filter(fields -> fields.path("messageId").asText().equals(reject.sourceMessageId()))
                        .toList();
    }

    private static RuntimeClient aws() {
        return RuntimeClient.forThisSystem();
    }

    /** Time enough for a busy machine; only after a crash somebody has to wait until messages come again. */
    private static LocalRun.Plan plan(int batchSize, int concurrency, boolean crash) {
        Duration timeout = Duration.ofSeconds(crash ? 10 : 120);
        return new LocalRun.Plan(batchSize, concurrency, timeout, timeout.plusSeconds(2), crash);
    }

    /** What it writes then is searched for secrets, too, such as the token that every function has of its role. */
    private static KeapTarget talkative(KeapTarget keap) {
        return with(with(keap, "QUARKUS_LOG_LEVEL", "DEBUG"), "AWS_SESSION_TOKEN", "kst-secret-session");
    }

    private static KeapTarget oneTag(KeapTarget.Simulated keap) {
        return with(keap, "KEAP_SINK_TAG_IDS", "101");
    }

    private static KeapTarget.Real with(KeapTarget keap, String variable, String value) {
        Map<String, String> variables = new HashMap<>(keap.variables());
        variables.put(variable, value);
        return new KeapTarget.Real(variables);
    }

    private static List<Line> contacts(int count) {
        List<Line> lines = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            lines.add(new Line(
                    number, "{\"email\":\"contact%d@example.com\",\"first_name\":\"N%d\"}".formatted(number, number)));
        }
        return lines;
    }
}
