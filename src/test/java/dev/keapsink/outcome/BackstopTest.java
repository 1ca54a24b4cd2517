package dev.keapsink.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.support.LogLines;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackstopTest {

    private static List<String> logged(int bugs) {
        Backstop stage = new Backstop();
        try (LogLines log = new LogLines()) {
            IntStream.range(0, bugs).forEach(i -> stage.stopped(new IllegalStateException("ada@example.com")));
            return log.all();
        }
    }

    @Test
    void whatABugStoppedIsUnclearSoThatItComesBack() {
        assertThat(new Backstop().stopped(new IllegalStateException()))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(KeapFailure.Unclear.class));
    }

    @Test
    void theLogSaysWhereTheBugIsAndNotWhatItSaysItself() {
        assertThat(logged(1))
                .singleElement()
                .asString()
                .startsWith("A bug in Keap Sink stopped one record: java.lang.IllegalStateException\n\tat ")
                .doesNotContain("ada");
    }

    @Test
    void theFirstTwentyHaveALineEachAndOneIsForAllOthers() {
        assertThat(logged(20)).hasSize(20).allMatch(line -> line.contains("stopped one record"));
        assertThat(logged(10_000)).hasSize(21).last().asString().contains("stopped more records");
    }
}
