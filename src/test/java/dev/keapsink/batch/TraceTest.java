package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A check looks at each record alone, a moment after the one before it. */
class TraceTest {

    @ParameterizedTest
    @CsvSource({
        "contact_type, Foo, Bar, UNKNOWN_CONTACT_TYPE",
        "contact_type, Foo, Foo, UNKNOWN_CONTACT_TYPE",
        "tags, Foo, Bar, UNKNOWN_TAG",
        "tags, Foo, Foo, UNKNOWN_TAG",
        "tags, 901, 901, UNKNOWN_TAG"
    })
    void saysOfEveryRecordWhatTheAccountDoesNotHave(String field, String first, String second, Reason reason) {
        InMemorySink sink = new InMemorySink();
        sink.keap.contactTypes("Lead");

        assertThat(sink.preview(Messages.of(record(field, first), record(field, second))))
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                rejected -> assertThat(rejected.reason()).isEqualTo(reason)));
    }

    private static String record(String field, String value) {
        return "{\"email\":\"ann@example.com\",\"%s\":\"%s\"}".formatted(field, value);
    }
}
