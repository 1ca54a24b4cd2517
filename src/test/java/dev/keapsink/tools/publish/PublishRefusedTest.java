package dev.keapsink.tools.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.tools.queue.CommandFixture;
import dev.keapsink.tools.queue.CommandFixture.Result;
import dev.keapsink.tools.queue.WatchedSqs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused before a message is sent. */
class PublishRefusedTest extends PublishFixture {
    @Test
    void aMisspeltGroupIsNamedWithTheClosestFieldAndNothingIsSent() throws IOException {
        fixture.close();
        fixture = CommandFixture.fifo();
        Files.writeString(file, """
                {"stream":"contacts","data":{"email":"ada@example.com","customer_id":7}}
                {"stream":"contacts","data":{"email":"bob@example.com","customer_id":8}}
                """);

        Result result = publish("--group-by", "customer_ids");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("customer_ids, which --group-by names", "did you mean \"customer_id\"?", "Nothing was sent.")
                .hasLineCount(1);
        assertThat(sent()).isEmpty();
    }

    @Test
    void aSecondRunOfTheSameFileIsRefusedWhileTheFirstSends() {
        List<Result> second = new ArrayList<>();
        WatchedSqs quiet = fixture.network;
        fixture.network = onSend((request, response) -> {
            if (second.isEmpty()) {
                fixture.network = quiet;
                second.add(publish());
            }
            return response;
        });

        Result first = publish();

        assertThat(first.code()).isZero();
        assertThat(second).singleElement().satisfies(result -> {
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err())
                    .contains("Another run sends", "Wait for its end")
                    .hasLineCount(1);
        });
        assertThat(sent()).hasSize(RECORDS);
        assertThat(folder.resolve("leads.ndjson.lock")).doesNotExist();
    }

    /** A killed run leaves the file of the lock, but not the lock. */
    @Test
    void theLockOfADeadRunDoesNotCount() throws IOException {
        Files.writeString(folder.resolve("leads.ndjson.lock"), "left behind");

        assertThat(publish().code()).isZero();
        assertThat(sent()).hasSize(RECORDS);
    }
}
