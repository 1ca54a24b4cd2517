package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.DestinationProcess;
import dev.keapsink.tools.records.RecordFile.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync of Airbyte that is killed twice, with a shell script as the destination. */
class AirbyteSyncTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Answers each state, and stands still after so many states in an attempt, until it is killed. */
    private static final String DESTINATION = """
            home=$(dirname "$0")
            n=0
            echo '{"type":"LOG","log":{"level":"INFO","message":"begins"}}'
            while read -r line; do
              echo "$line" >> "$home/received"
              case "$line" in
                *'"type":"STATE"'*)
                  echo "$line" | sed 's/"state":{/"state":{"destinationStats":{"recordCount":COUNT,"rejectedRecordCount":1.0},/'
                  n=$((n + 1))
                  if [ $n = STATES ]; then echo >> "$home/still"; exec sleep 1000; fi ;;
              esac
            done
            """;

    @TempDir
    private Path folder;

    @Test
    void eachAttemptGoesOnBehindTheLastState() throws Exception {
        AirbyteSync sync = sync(90, DESTINATION.replace("COUNT", "9.0").replace("STATES", "4"));

        sync.run(covered -> {});

        assertThat(sync.attempts()).isEqualTo(3);
        assertThat(sync.findings()).isEmpty();
        assertThat(sync.answers().states()).isEqualTo(9);
        assertThat(received()
                        .filter(message -> message.at("/type").asText().equals("RECORD"))
                        .map(message -> message.at("/record/data/n").asInt()))
                .contains(IntStream.range(0, 90).boxed().toArray(Integer[]::new));
        assertThat(received().filter(message -> message.at("/record/data/n").asInt(-1) == 40))
                .as("a row behind the last state of the first attempt")
                .isNotEmpty();
        assertThat(received().filter(message -> message.at("/record/data/n").asInt(-1) == 39))
                .as("the last row that it covers")
                .hasSize(1);
    }

    @Test
    void countsThatDoNotAddUpAreFound() throws Exception {
        AirbyteSync sync = sync(90, DESTINATION.replace("COUNT", "8.0").replace("STATES", "4"));

        sync.run(covered -> {});

        assertThat(sync.findings()).containsExactly("The states count 81 rows, but there are 90");
    }

    @Test
    void aDestinationThatFailsIsNamedWithItsError() throws IOException {
        AirbyteSync sync = sync(90, """
                echo '{"type":"TRACE","trace":{"type":"ERROR","error":{"message":"Keap refused the key."}}}'
                exit 1
                """);

        assertThatThrownBy(() -> sync.run(covered -> {}))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("The destination ended with exit code 1 and says why: Keap refused the key.");
    }

    @Test
    void aSyncThatEndsBeforeItIsKilledHasTooFewRecords() throws Exception {
        AirbyteSync sync = sync(9, DESTINATION.replace("COUNT", "9.0").replace("STATES", "4"));

        assertThatThrownBy(() -> sync.run(covered -> {}))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("Give it more records.");
    }

    @Test
    void olderStatesOfAnObjectComeFirst() {
        AirbyteSource source = new AirbyteSource(rows(
                "{\"stream\": \"notes\", \"key\": \"a\", \"version\": 2, \"data\": {\"n\": 2}}",
                "{\"stream\": \"notes\", \"key\": \"a\", \"version\": 1, \"data\": {\"n\": 1}}"));

        assertThat(source.rows())
                .extracting(row -> row.data().path("n").asInt())
                .containsExactly(1, 2);
        assertThat(source.catalog().at("/streams/0/destination_sync_mode").asText())
                .isEqualTo("append_dedup");
        assertThat(source.catalog().at("/streams/0/primary_key/0/0").asText()).isEqualTo("row_id");
    }

    @Test
    void whatAnEnvelopeSaysStandsInColumns() {
        AirbyteRow row = AirbyteRow.of(new Line(1, """
                        {"stream": "contacts", "op": "delete", "key": "k", "version": 3, "tags": [7], "contact_type": "Lead",
                         "data": {"email": "a@example.com"}}
                        """)).orElseThrow();

        assertThat(row.data().toString())
                .satisfies(data -> assertThat(JSON.readTree(data)).isEqualTo(JSON.readTree("""
                        {"email": "a@example.com", "row_id": "k", "row_version": 3, "tags": [7], "contact_type": "Lead",
                         "_ab_cdc_deleted_at": "2026-11-30T22:00:00Z"}
                        """)));
    }

    @Test
    void noRowIsMadeOfWhatIsNoneOrOfAnotherStream() {
        assertThat(rows("email=a@example.com", "[1]", "{\"stream\": \"subscriptions\", \"data\": {\"a\": 1}}"))
                .isEmpty();
    }

    @Test
    void rejectedRowsAreFoundByTheirColumns() throws Exception {
        List<AirbyteRow> rows = rows("{\"email\": \"a@\"}", "{\"email\": \"b@\"}");
        Files.writeString(folder.resolve("contacts.ndjson"), """
                {"email":"b@","rejected_reason":"invalid_email","rejected_field":"email","rejected_message":"email is none"}
                {"email":"c@","rejected_reason":"invalid_email","rejected_field":"email","rejected_message":"email is none"}
                {"email":"a@","rejected_reason":"invalid_email","rejected_field":"email","rejected_message":""}
                {"email":"a@","rejec
                """);

        RejectedRows rejected = RejectedRows.in(folder, rows);

        assertThat(rejected.rejects()).extracting(Reject::sourceMessageId).containsExactly("2", "1");
        assertThat(rejected.findings())
                .containsExactly(
                        "The folder of rejected rows holds 1 rows that were never sent",
                        "Line 1 was rejected without a reason");
    }

    private Stream<JsonNode> received() throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("keap-sink-tools/received"))) {
            messages.add(JSON.readTree(line));
        }
        return messages.stream();
    }

    private AirbyteSync sync(int records, String destination) throws IOException {
        Path launcher =
                Files.createDirectories(folder.resolve("keap-sink-tools")).resolve("keap-sink");
        Files.writeString(launcher, destination);
        String[] lines = IntStream.range(0, records)
                .mapToObj(n -> "{\"email\": \"someone%d@example.com\", \"n\": %d}".formatted(n, n))
                .toArray(String[]::new);
        return new AirbyteSync(
                new AirbyteSource(rows(lines)),
                folder,
                new DestinationProcess.Sync(
                        folder.resolve("config"), folder.resolve("catalog"), Map.of(), folder.resolve("log")),
                () -> 1000L * standstills());
    }

    private int standstills() {
        Path file = folder.resolve("keap-sink-tools/still");
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<AirbyteRow> rows(String... bodies) {
        return IntStream.range(0, bodies.length)
                .mapToObj(i -> AirbyteRow.of(new Line(i + 1L, bodies[i])))
                .flatMap(Optional::stream)
                .toList();
    }
}
