package dev.keapsink.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.memory.InMemorySink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every example of docs/mapping.md is what the code does. */
class DocumentedMappingTest {

    private String page;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("docs/mapping.md"));
    }

    private List<String> blocks(String kind) {
        return Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    @Test
    void everyMappingCanBeRead() {
        assertThat(blocks("json"))
                .hasSize(4)
                .allSatisfy(mapping ->
                        assertThatCode(() -> ContactMappingReader.read(mapping)).doesNotThrowAnyException());
    }

    @Test
    void theRecordBecomesItsCalls() {
        InMemorySink sink = new InMemorySink();
        sink.keap.addCustomField(CustomField.of(1, "Lead Score", FieldType.WHOLE_NUMBER));
        sink.keap.addCustomField(CustomField.of(2, "Referred By", FieldType.TEXT));
        sink.keap.addTag(101, "Leads");
        sink.keap.addTag(103, "Customer");
        sink.mapping(ContactMappingReader.read(blocks("json").getFirst()));

        assertThat(sink.deliver(blocks("record").getFirst())).isEmpty();

        String[] call = blocks("calls").getFirst().split("\n", 2);
        assertThat(sink.writes())
                .containsExactly(
                        "POST /v1/tags",
                        call[0],
                        "POST /v1/tags/101/contacts",
                        "POST /v1/tags/103/contacts",
                        "POST /v1/tags/104/contacts",
                        "POST /v1/tags/102/contacts");
        assertThat(body(sink, call[0])).isEqualTo(Sample.json(call[1]));
        assertThat(sink.contact("ada@example.com").tagIds()).containsExactly(101L, 102L, 103L, 104L);
        assertThat(sink.objections()).isEmpty();
    }

    @Test
    void theOperationStandsWhereTheMappingSays() {
        String record = blocks("record").get(1);
        String[] call = blocks("calls").get(1).split("\n", 2);
        ObjectNode file = Sample.JSON.createObjectNode().put("body", record);
        file.putObject("settings").set("mapping", Sample.json(blocks("json").get(2)));

        assertThat(new Sample(file).writes()).containsExactly(Map.entry(call[0], Sample.json(call[1])));

        assertThat(new Sample(file.put("body", record.replace("joined", "gone"))).writes())
                .isEmpty();
        assertThat(new Sample(file.put("body", record.replace("joined", "left"))).sink.rejected.values())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(Reason.UNKNOWN_OPERATION));
    }

    private static JsonNode body(InMemorySink sink, String target) {
        return sink.keap.calls().stream()
                .filter(call -> (call.method() + " " + call.path()).equals(target))
                .map(call -> Sample.json(call.body()))
                .findFirst()
                .orElseThrow();
    }
}
