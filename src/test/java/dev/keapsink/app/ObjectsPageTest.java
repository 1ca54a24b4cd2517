package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.batch.Pipeline;
import dev.keapsink.field.Field;
import dev.keapsink.keap.DryRun;
import dev.keapsink.object.KeyedTypes;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/objects.md says what the code does. */
class ObjectsPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ADA = "{\"email\":\"ada@example.com\"}";

    private static final Pattern IN_BACKTICKS = Pattern.compile("`([^`]+)`");

    private final ObjectsPage page = ObjectsPage.checkedIn();

    static List<ObjectType> types() {
        return ObjectsPage.besideContacts();
    }

    @Test
    void listsEveryTypeWithItsFieldsItsParentsAndWhatACreateNeeds() {
        Map<ObjectType, String> needed = new EnumMap<>(ObjectType.class);
        types().forEach(type -> needed.put(type, needed(type)));

        ObjectsPage.PAGE.check(text -> ObjectsPage.written(text, needed));
    }

    @Test
    void everyTypeHasASectionInTheOrderOfTheTypes() {
        String written = ObjectsPage.written("# Objects\n\nA sentence.\n", Map.of());

        assertThat(written).startsWith("# Objects\n\nA sentence.\n");
        assertThat(written.lines().filter(line -> line.startsWith("## ")))
                .containsExactlyElementsOf(Stream.of(ObjectType.values())
                        .map(type -> "## " + type.stream())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("types")
    void saysOfEveryTypeWhoIsWhoWhatItNeedsAndWhatItCannot(ObjectType type) {
        assertThat(page.section(type))
                .hasValueSatisfying(section -> assertThat(section)
                        .containsSubsequence(
                                "\n* **Who is who.** ",
                                "\n* **A create needs** ",
                                "\n* **Not possible:** ",
                                "\n| reject | field | when |"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void namesRejectsAndFieldsThatThereAre(ObjectType type) {
        List<String> codes = Stream.of(Reason.values()).map(Reason::code).toList();
        List<String> fields = new ArrayList<>(ObjectsPage.labels(type));
        type.parents().forEach(parent -> fields.add(parent.noun()));
        fields.add("key");
        fields.addAll(type == ObjectType.ORDERS ? ObjectsPage.labelsOfAnItem() : List.of());

        assertThat(page.rejects(type)).isNotEmpty().allSatisfy(cells -> {
            assertThat(codes).containsAll(inBackticks(cells.get(0)));
            assertThat(fields).containsAll(inBackticks(cells.get(1)));
        });
    }

    @Test
    void leadsToTheFieldsOfContacts() {
        assertThat(page.section(ObjectType.CONTACTS))
                .hasValueSatisfying(section -> assertThat(section).contains("](fields.md)"));
    }

    private static List<String> inBackticks(String cell) {
        return IN_BACKTICKS
                .matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /** Parents are new as well, and their ids are shown as a check shows them. */
    @ParameterizedTest
    @MethodSource("types")
    void itsExampleBecomesItsCall(ObjectType type) throws JsonProcessingException {
        DryRun dryRun = new DryRun();
        InMemorySink sink = sink();
        Pipeline pipeline = sink.pipeline(dryRun);
        Stream.concat(Stream.of(ADA), before(type).map(this::example).map(ObjectNode::toString))
                .forEach(record -> assertThat(outcomes(pipeline, record, sink))
                        .as(record)
                        .allMatch(Outcome.Written.class::isInstance));
        dryRun.take();

        assertThat(outcomes(pipeline, example(type).toString(), sink))
                .singleElement()
                .matches(outcome ->
                        outcome instanceof Outcome.Written written && written.effect() == Outcome.Effect.CREATED);

        Map.Entry<String, String> call = page.call(type).orElseThrow();
        DryRun.Write write = dryRun.take().getLast();
        assertThat(write).hasToString(call.getKey());
        // Read anew, because the page has its decimals as doubles.
        assertThat(JSON.readTree(write.body().toString())).isEqualTo(JSON.readTree(call.getValue()));
    }

    private static List<Outcome> outcomes(Pipeline pipeline, String record, InMemorySink sink) {
        return pipeline.trace(Messages.of(record).getFirst(), Deadline.in(Duration.ofMinutes(2), sink.time)).stream()
                .map(Pipeline.Traced::outcome)
                .toList();
    }

    /** The types in front of this one, whose examples its own may refer to. */
    private static Stream<ObjectType> before(ObjectType type) {
        return types().stream().takeWhile(earlier -> earlier != type);
    }

    /** An account with a stage, a type of payment and the key fields. */
    private static InMemorySink sink() {
        InMemorySink sink = new InMemorySink().streams(ObjectType.values());
        sink.keap.objects().addStage(7, "New");
        sink.keap.objects().paymentTypes("Bank transfer");
        Stream.of(ObjectType.values())
                // Tasks share the custom fields of notes.
                .filter(type -> KeyedTypes.haveKeyField(type) && type != ObjectType.TASKS)
                .forEach(type -> sink.keap
                        .objects()
                        .addCustomField(
                                Resource.valueOf(type.name()),
                                CustomField.of(31, AccountWiring.KEY_FIELD, FieldType.TEXT)));
        return sink;
    }

    /** The same with Ada, and with the objects of the examples of the types in front of this one. */
    private InMemorySink sinkWithParents(ObjectType type) {
        InMemorySink sink = sink();
        sink.deliver(ADA);
        before(type)
                .forEach(earlier -> assertThat(isCreated(sink, example(earlier)))
                        .as("the example of %s", earlier.stream())
                        .isTrue());
        return sink;
    }

    private ObjectNode example(ObjectType type) {
        String example = page.example(type).orElse("{\"stream\":\"%s\",\"data\":{}}".formatted(type.stream()));
        try {
            return (ObjectNode) JSON.readTree(example);
        } catch (JsonProcessingException e) {
            throw new AssertionError(example, e);
        }
    }

    private static boolean isCreated(InMemorySink sink, JsonNode record) {
        int rejected = sink.rejected.size();
        return sink.deliver(record.toString()).isEmpty() && sink.rejected.size() == rejected;
    }

    /** The fields of the example without which no object is made, in words. A parent's field stands for the parent. */
    private String needed(ObjectType type) {
        List<String> needed = new ArrayList<>();
        example(type).path("data").fieldNames().forEachRemaining(name -> {
            ObjectNode without = example(type);
            ((ObjectNode) without.path("data")).remove(name);
            if (!isCreated(sinkWithParents(type), without)) {
                needed.add(inWords(type, name));
            }
        });
        return String.join(", ", needed);
    }

    private static String inWords(ObjectType type, String name) {
        String label = Vocabulary.names(type).fields(Set.of(Field.normalised(name))).stream()
                .map(Field::label)
                .findFirst()
                .orElse(name);
        return type.parents().stream()
                .filter(parent -> label.startsWith(parent.noun() + "_"))
                .map(ObjectType::one)
                .findFirst()
                .orElse("`" + label + "`");
    }
}
