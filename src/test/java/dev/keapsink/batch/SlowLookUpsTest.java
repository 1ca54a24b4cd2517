package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records that need many look-ups hold up nobody else, and get on from delivery to delivery. */
class SlowLookUpsTest {

    private static final String SOUND = "{\"email\":\"ada@example.com\"}";

    private final InMemorySink sink = new InMemorySink().pace(5, 120);

    /** A hundred records, each with a tag of its own that nobody has. */
    private static String strangers(int message) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "{\"email\":\"m%d-%d@example.com\",\"tags\":[%d]}"
                        .formatted(message, i, 10_000 + message * 100 + i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> batch() {
        List<String> bodies = new ArrayList<>(List.of(SOUND));
        IntStream.range(0, 5).forEach(message -> bodies.add(strangers(message)));
        return bodies;
    }

    @Test
    void twoListsAnswerForAllOfThem() {
        assertThat(sink.deliver(Messages.of(batch()))).isEmpty();
        assertThat(sink.contact("ada@example.com")).isNotNull();
        assertThat(sink.rejects).hasSize(500);
        assertThat(sink.calls()).containsExactly("PUT /v1/contacts", "GET /v1/tags", "GET /v1/tags");
    }

    @Test
    void inAnAccountOfMoreTagsThanAPageHoldsTheRestIsReadToo() {
        for (long id = 1001; id <= 2001; id++) {
            sink.keap.addTag(id, "Tag " + id);
        }

        assertThat(sink.deliver(Messages.of(batch()))).isEmpty();
        assertThat(sink.contact("ada@example.com")).isNotNull();
        assertThat(sink.rejects).hasSize(500);
        assertThat(sink.calls()).hasSize(5);
    }

    @Test
    void aSoundRecordIsWrittenAtOnceAlthoughNoneOfTheTagsCanBeLookedUp() {
        sink.deliver("{\"email\":\"bob@example.com\",\"tags\":[101]}");
        sink.time.advance(Duration.ofMinutes(2));
        sink.keap.inject(Fault.badGateway().matching(request -> request.path().startsWith("/v1/tags")));

        assertThat(sink.deliver(SOUND, "{\"email\":\"eve@example.com\",\"tags\":[999]}"))
                .containsExactly("m1");
        assertThat(sink.contact("ada@example.com")).isNotNull();
        assertThat(sink.rejects).isEmpty();
    }
}
