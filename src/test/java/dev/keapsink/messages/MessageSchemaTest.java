package dev.keapsink.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.keapsink.record.Checked;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.NamedOperation;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.Streams;
import dev.keapsink.simulator.memory.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What docs/message.schema.json calls valid is what the code can read. */
class MessageSchemaTest {

    /** Valid, but not to be read for a reason that the schema says it cannot express. */
    private static final Set<String> BEYOND_THE_SCHEMA = Set.of(
            "20-notification-of-no-json.json",
            "26-wrapped-four-times.json",
            "56-array-of-a-notification-and-an-event.json",
            "305-debezium-of-a-row-that-is-not-there.json",
            "310-debezium-row-unwrapped-and-perhaps-deleted.json",
            "314-dms-messages-of-its-own.json",
            "319-maxwell-bootstrap.json",
            "321-canal-of-several-rows-and-of-none.json",
            "326-dynamodb-of-keys-that-tell-nothing.json",
            "353-pointer-in-a-notification.json",
            "357-json-in-a-json-text-in-a-notification.json",
            "340-bare-record-with-another-operation.json",
            "617-bare-records-with-operations-that-may-mean-a-delete.json",
            "623-columns-with-an-operation-that-is-none.json",
            "633-columns-of-deletions-that-are-neither-yes-nor-no.json",
            "635-columns-with-an-operation-that-is-not-there.json",
            "640-rows-before-an-update.json");

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private static JsonNode schema() throws IOException {
        return Sample.JSON.readTree(Path.of("docs/message.schema.json").toFile());
    }

    private static boolean canBeRead(String body) {
        return new MessageRecords(Streams.DEFAULT)
                .of(Messages.of(body).getFirst()).stream().allMatch(record -> isUnderstood(record.content()));
    }

    private static boolean isUnderstood(Checked<SinkRecord> content) {
        return switch (content) {
            case Checked.Valid<SinkRecord>(SinkRecord.Row contact) ->
                contact.context().faults().isEmpty()
                        && contact.context().said().stream().noneMatch(NamedOperation::isUnknown);
            case Checked.Valid<SinkRecord>(SinkRecord.NoRecord none) -> true;
            case Checked.Invalid<SinkRecord> invalid -> false;
        };
    }

    @Test
    void isASchema() throws IOException {
        JsonSchema ofSchemas = SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012));

        assertThat(ofSchemas.validate(schema())).isEmpty();
    }

    @TestFactory
    List<DynamicTest> everyExampleIsValidAndCanBeRead() throws IOException {
        JsonSchema schema = SCHEMAS.getSchema(schema());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode example : schema().path("examples")) {
            tests.add(DynamicTest.dynamicTest(example.toString(), () -> {
                assertThat(schema.validate(example)).isEmpty();
                assertThat(canBeRead(example.toString())).isTrue();
            }));
        }
        assertThat(tests).hasSizeGreaterThan(8);
        return tests;
    }

    @TestFactory
    List<DynamicTest> everyFileIsValidIfItCanBeRead() throws IOException {
        JsonSchema schema = SCHEMAS.getSchema(schema());
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/messages"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                JsonNode body = Sample.JSON.readTree(file.toFile()).required("body");
                String text = body.isTextual() ? body.asText() : body.toString();
                JsonNode json = json(text);
                if (!json.isMissingNode()) {
                    tests.add(DynamicTest.dynamicTest(
                            name,
                            () -> assertThat(schema.validate(json).isEmpty())
                                    .as("%s", schema.validate(json))
                                    .isEqualTo(canBeRead(text) || BEYOND_THE_SCHEMA.contains(name))));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(40);
        return tests;
    }

    @Test
    void whatCanBeReadIsValid() throws IOException {
        JsonSchema schema = SCHEMAS.getSchema(schema());
        Mutants mutants = new Mutants(new Random(1));
        int valid = 0;
        for (int i = 0; i < 5000; i++) {
            String text = mutants.message().body();
            JsonNode json = json(text);
            if (!json.isMissingNode() && !namesOneTwice(text) && canBeRead(text)) {
                assertThat(schema.validate(json)).as(text).isEmpty();
                valid++;
            }
        }
        assertThat(valid).as("so that something is compared").isGreaterThan(500);
    }

    /** Of two fields with one name a schema sees the second one only. */
    private static boolean namesOneTwice(String text) throws JsonProcessingException {
        try {
            Sample.JSON
                    .readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .readTree(text);
            return false;
        } catch (MismatchedInputException e) {
            return true;
        }
    }

    /** Missing if the text is not one JSON value, which no schema can describe. */
    private static JsonNode json(String text) {
        try {
            return Sample.JSON
                    .readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
