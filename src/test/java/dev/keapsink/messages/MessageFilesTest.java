package dev.keapsink.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.batch.RejectQueue.Reject;
import dev.keapsink.record.Outcome.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file is one message and what becomes of it: {@code body} (an object, or any text) and {@code attributes} in;
 * {@code calls}, {@code rejected} or {@code nothing} out. Of a message of several records, {@code rejected} is a list of those
 * that were, each with what the reject queue gets.
 */
class MessageFilesTest {

    @TestFactory
    List<DynamicTest> everyMessageEndsAsItsFileSays() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/messages"))) {
            return files.sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                    .toList();
        }
    }

    private static void check(Path file) throws IOException {
        JsonNode expected = Sample.JSON.readTree(file.toFile());
        JsonNode body = expected.required("body");
        Sample sample = new Sample(body.isTextual() ? body.asText() : body.toString(), expected.path("attributes"));

        assertThat(sample.returned).isEmpty();
        assertThat(sample.sink.objections()).isEmpty();
        ObjectNode outcome = Sample.JSON.createObjectNode();
        if (expected.path("rejected").isArray()) {
            ArrayNode rejects = outcome.putArray("rejected");
            sample.sink.rejects.values().forEach(reject -> describe(reject, rejects.addObject()));
        } else {
            sample.sink.rejects.values().forEach(reject -> {
                describe(reject.rejection(), outcome.putObject("rejected"));
                assertThat(reject.message()).isEqualTo(sample.message);
            });
        }
        ArrayNode calls = Sample.JSON.createArrayNode();
        sample.writes().forEach(call -> calls.addObject().set(call.getKey(), call.getValue()));
        if (!calls.isEmpty()) {
            outcome.set("calls", calls);
        }
        if (outcome.isEmpty()) {
            outcome.put("nothing", true);
            assertThat(sample.sink.calls()).isEmpty();
        }
        assertThat(outcome).isEqualTo(((ObjectNode) expected).deepCopy().retain("calls", "rejected", "nothing"));
    }

    private static ObjectNode describe(Rejected rejection, ObjectNode described) {
        return described.put("reason", rejection.reason().code()).put("field", rejection.field());
    }

    private static void describe(Reject reject, ObjectNode described) {
        described.put("record", reject.place().number());
        describe(reject.rejection(), described).put("body", reject.message().body());
        ObjectNode attributes = Sample.JSON.createObjectNode();
        reject.message().attributes().forEach((name, attribute) -> attributes.put(name, attribute.value()));
        if (!attributes.isEmpty()) {
            described.set("attributes", attributes);
        }
        assertThat(reject.detail()).startsWith("Record " + reject.place().number() + ": ");
    }
}
