package dev.keapsink.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file is one message and what becomes of it.
 *
 * <ul>
 *   <li>In: {@code body} (an object, or any text) and {@code attributes}; {@code settings} ({@code mapping},
 *       {@code write_policy}, {@code duplicate_option}, {@code on_delete}, {@code tag_ids}, {@code contact_type},
 *       {@code country}, {@code date_order}), spelt as
 *       the environment variables' values are; {@code account}, what it holds and how it behaves beside what every file's
 *       {@link dev.keapsink.support.StandardAccount} has.
 *       {@code producer} is whose columns the body has, of those in {@code names.csv}.
 *   <li>Out: {@code calls} that write, in order; {@code rejected} (of a message of several records, a list of those
 *       that were, each with what the reject queue gets); {@code waits}, the cause for which it comes again; or
 *       {@code nothing}. {@code says} lists what the detail of a rejection has to hold. {@code reads} names the look-ups, where their number is the point.
 * </ul>
 */
class MessageFilesTest {

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/messages"))) {
            return files.sorted().toList();
        }
    }

    @TestFactory
    List<DynamicTest> everyMessageEndsAsItsFileSays() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                .toList();
    }

    private static void check(Path file) throws IOException {
        JsonNode expected = Sample.JSON.readTree(file.toFile());
        Sample sample = new Sample(expected);

        assertThat(sample.outcome())
                .isEqualTo(((ObjectNode) expected).deepCopy().retain("calls", "rejected", "waits", "nothing"));
        assertThat(sample.sink.objections()).isEmpty();
        assertThat(sample.log).noneMatch(line -> personal(expected.path("body")).anyMatch(line::contains));
        assertThat(texts(expected.path("says")))
                .allSatisfy(says -> assertThat(sample.details()).contains(says));
        if (expected.has("reads")) {
            assertThat(sample.reads()).isEqualTo(texts(expected.path("reads")));
        }
    }

    /** The texts of a record that are long enough not to be found in a log line by chance. */
    private static Stream<String> personal(JsonNode json) {
        return json.isContainerNode()
                ? StreamSupport.stream(json.spliterator(), false).flatMap(MessageFilesTest::personal)
                : Stream.of(json.asText()).filter(text -> text.length() >= 5 && !text.equals("false"));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
