package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.Delivery;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecondRunTest {

    private static final RunOutcome NOTHING_SENT =
            new RunOutcome(Map.of(), new Tally(), List.of(), List.of(), Duration.ZERO);
    private static final Call WRITE = call("PUT");
    private static final Call LOOK_UP = call("GET");

    private final StringWriter out = new StringWriter();

    @Test
    void isAsItShouldBeWithoutAWrite() {
        SecondRun run = run(List.of(WRITE, WRITE, LOOK_UP), List.of(WRITE, WRITE, LOOK_UP, LOOK_UP));

        assertThat(run.print(new PrintWriter(out))).isTrue();

        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "The second time, with 7 contacts in the ledger:",
                        "Keap write calls 0 first time: 2",
                        "Keap look-ups 1 first time: 1",
                        "Nothing had changed, so nothing was written: the second run made 0 Keap write calls.");
    }

    @Test
    void saysHowManyWritesThereShouldNotBe() {
        SecondRun run = run(List.of(WRITE), List.of(WRITE, WRITE, WRITE));

        assertThat(run.print(new PrintWriter(out))).isFalse();

        assertThat(out.toString()).contains("The second run made 2 Keap write calls, but should make none");
    }

    private static SecondRun run(List<Call> before, List<Call> after) {
        return new SecondRun(
                NOTHING_SENT, new SimulatorFigures(List.of(), before, 0), new SimulatorFigures(List.of(), after, 0), 7);
    }

    private static Call call(String method) {
        return new Call(Instant.EPOCH, method, "/v1/contacts", Map.of(), "", 200, Delivery.NORMAL);
    }
}
