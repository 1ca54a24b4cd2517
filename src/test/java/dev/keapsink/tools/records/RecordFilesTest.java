package dev.keapsink.tools.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.RecordFile.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Files as programs write them, in {@code src/test/resources/files}: beside each {@code NN-name} stands in
 * {@code NN-name.expected.json} what is read of it.
 */
class RecordFilesTest {
    private static final Path FILES = Path.of("src", "test", "resources", "files");
    private static final String EXPECTED = ".expected.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> readsEveryFileAsExpected() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSizeGreaterThan(50);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FILES)) {
            return all.filter(file -> !file.toString().endsWith(EXPECTED))
                    .sorted()
                    .toList();
        }
    }

    private static void check(Path file) throws IOException {
        String name = file.getFileName().toString().replaceAll("\\.[a-z]+$", "");
        JsonNode expected = JSON.readTree(Files.readAllBytes(FILES.resolve(name + EXPECTED)));
        if (expected.has("refused")) {
            assertThatThrownBy(() -> RecordFile.read(file))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageStartingWith(expected.path("refused").asText().replace("FILE", file.toString()));
            return;
        }
        RecordFile records = RecordFile.read(file);
        assertThat(records.notes()).isEqualTo(texts(expected.path("notes")));
        assertThat(sent(records)).isEqualTo(expected.path("sent"));
        assertThat(records.skipped().stream().map(Skipped::sentence).toList())
                .isEqualTo(texts(expected.path("skipped")));
    }

    private static ArrayNode sent(RecordFile records) throws JsonProcessingException {
        ArrayNode sent = JSON.createArrayNode();
        for (Line line : records.lines()) {
            sent.addObject().put("line", (int) line.number()).set("record", record(line.body()));
        }
        return sent;
    }

    /** A record, or the text of a line that is none or that has to stay as it is to the last digit. */
    private static JsonNode record(String body) {
        try {
            JsonNode record = JSON.readTree(body);
            return record.toString().equals(body) || body.contains("\\u") ? record : TextNode.valueOf(body);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(body);
        }
    }

    private static List<String> texts(JsonNode list) {
        return JSON.convertValue(list, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }
}
