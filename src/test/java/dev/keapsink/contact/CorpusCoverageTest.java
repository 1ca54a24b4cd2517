package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.CustomFieldType;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldType;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Dialect;
import dev.keapsink.record.ListReader;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.NamedOperation;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.Streams;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.support.StandardAccount;
import dev.keapsink.value.DateOrder;
import dev.keapsink.value.Encoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus of messages leaves nothing out: whatever is added to the code needs a file. */
class CorpusCoverageTest {

    /** What one message alone, or a usual pace, cannot reach, and where it is tested. */
    private static final Set<Reason> NOT_FOR_ONE_MESSAGE = EnumSet.of(
            // BatchFailureTest.oneForbiddenRecordIsRejectedWhenOthersSucceed and its neighbours.
            Reason.FORBIDDEN,
            // BatchFailureTest.aRecordThatGets500FiveTimesAmongSuccessesIsRejected and its neighbours.
            Reason.REFUSED_BY_SERVER,
            // DoubtTest.
            Reason.IN_DOUBT,
            // OrdersContractTest and PaymentsContractTest.
            Reason.ITEMS_DIFFER,
            Reason.TOTAL_DIFFERS,
            Reason.UNSUPPORTED_OPERATION,
            // TooMuchForOneMessageTest.
            Reason.TOO_MUCH_FOR_ONE_MESSAGE);

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<JsonNode> CORPUS = corpus();

    private static final Map<String, Set<String>> COLUMNS = new HashMap<>();

    private static List<JsonNode> corpus() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/messages"))) {
            return files.sorted().map(CorpusCoverageTest::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bodies of all contact writes that Keap accepts. */
    private static Stream<ObjectNode> contacts() {
        return CORPUS.stream()
                .filter(file -> !file.has("rejected"))
                .flatMap(file -> stream(file.path("calls")))
                .flatMap(call -> call.properties().stream())
                .filter(call -> call.getKey().matches("(PUT|POST|PATCH) /v1/contacts.*"))
                .map(call -> (ObjectNode) call.getValue());
    }

    private static Stream<JsonNode> rejections() {
        return CORPUS.stream().filter(file -> file.has("rejected")).map(file -> file.path("rejected"));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Set<String> invalidFields() {
        return rejections().map(rejection -> rejection.path("field").asText()).collect(Collectors.toSet());
    }

    @Test
    void everyFieldIsWritten() {
        assertThat(ContactFields.values())
                // The company of a name or a key is written by its id.
                .filteredOn(field -> !Set.of("company", "company_key").contains(field.label()))
                .allMatch(field -> contacts()
                        .anyMatch(contact -> !field.place().in(contact).isMissingNode()));
    }

    /** Of each producer there is a file with all of its columns. */
    @Test
    void everyNameOfEveryProducerIsRead() {
        assertThat(ContactNames.ALL.lines())
                .allSatisfy(line ->
                        assertThat(columns(line.producer())).as(line.producer()).contains(line.name()));
    }

    /** The fields of the records of a producer's file. */
    private static Set<String> columns(String producer) {
        return COLUMNS.computeIfAbsent(producer, CorpusCoverageTest::read);
    }

    private static Set<String> read(String producer) {
        JsonNode file = CORPUS.stream()
                .filter(one -> one.path("producer").asText().equals(producer))
                .filter(one -> !one.has("rejected"))
                .findFirst()
                .orElseThrow();
        JsonNode body = file.path("body");
        return (body.isArray() ? stream(body) : Stream.of(body))
                .flatMap(record -> record.properties().stream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    static Stream<FieldType> kinds() {
        return ContactFields.values().stream().map(Field::kind).distinct();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfFieldIsRejected(FieldType kind) {
        assertThat(ContactFields.values().stream().filter(field -> field.kind() == kind))
                .anyMatch(field -> invalidFields().contains(field.label()));
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeOfCustomFieldIsWrittenInTwoWaysAndRejected(CustomFieldType type) {
        CustomField field = StandardAccount.FIELDS.stream()
                .filter(one -> CustomFieldType.of(one.type().name()) == type)
                .findFirst()
                .orElseThrow();
        assertThat(contacts()
                        .flatMap(contact -> stream(contact.path("custom_fields")))
                        .filter(item -> item.path("id").asLong() == field.id()))
                .hasSizeGreaterThan(1);
        assertThat(invalidFields()).contains(field.label());
    }

    @Test
    void everyReasonIsReached() {
        Set<String> reached =
                rejections().map(rejection -> rejection.path("reason").asText()).collect(Collectors.toSet());

        assertThat(EnumSet.complementOf(EnumSet.copyOf(NOT_FOR_ONE_MESSAGE)).stream()
                        .map(Reason::code))
                .allMatch(reached::contains);
        assertThat(NOT_FOR_ONE_MESSAGE.stream().map(Reason::code)).noneMatch(reached::contains);
    }

    @ParameterizedTest
    @EnumSource
    void everyWayInWhichAListIsWrittenIsRead(ListReader.Form form) {
        assertThat(CORPUS.stream()
                        .filter(file -> file.has("calls"))
                        .flatMap(file ->
                                Stream.concat(file.path("body").findValues("tags").stream(), attribute(file, "tags")))
                        .filter(tags -> tags.isTextual()
                                || (tags.isArray() && stream(tags).allMatch(JsonNode::isValueNode))))
                .anyMatch(tags -> ListReader.of("tags", tags).form() == form);
    }

    private static Stream<JsonNode> attribute(JsonNode file, String name) {
        JsonNode attribute = file.path("attributes").path(name);
        return Stream.of(attribute.isObject() ? attribute.path("value") : attribute)
                .filter(JsonNode::isTextual);
    }

    /** A dialect that only marks deletions has its other records in the corpus as bare ones. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MAPPING")
    void everyDialectHasAWriteAndADeletion(Dialect dialect) {
        boolean marksOnly = EnumSet.of(Dialect.BARE, Dialect.AIRBYTE).contains(dialect);

        assertThat(CORPUS).anyMatch(file -> says(file, dialect, Operation.DELETE) && calls(file, "DELETE"));
        assertThat(CORPUS).anyMatch(file -> (marksOnly || says(file, dialect, Operation.UPSERT)) && calls(file, "PUT"));
    }

    @Test
    void everyPartOfAMappedOperationIsWritten() {
        Set<String> parts = CORPUS.stream()
                .map(file -> file.path("settings").path("mapping").path("op"))
                .flatMap(op -> op.properties().stream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(parts).containsExactlyInAnyOrder("from", "upsert", "delete");
    }

    private static boolean says(JsonNode file, Dialect dialect, Operation operation) {
        JsonNode body = file.path("body");
        Map<String, String> attributes = new HashMap<>();
        file.path("attributes")
                .properties()
                .forEach(one -> attributes.put(one.getKey(), one.getValue().asText()));
        return new MessageRecords(Streams.DEFAULT)
                .of(Messages.with(attributes, body.isTextual() ? body.asText() : body.toString())).stream()
                        .flatMap(record -> said(record.content()))
                        .anyMatch(said -> said.dialect() == dialect && said.means(operation));
    }

    private static Stream<NamedOperation> said(Checked<SinkRecord> content) {
        return content instanceof Checked.Valid<SinkRecord>(SinkRecord.Row contact)
                ? contact.context().said().stream()
                : Stream.empty();
    }

    private static boolean calls(JsonNode file, String method) {
        return stream(file.path("calls"))
                .flatMap(call -> call.properties().stream())
                .anyMatch(call -> call.getKey().startsWith(method + " /v1/contacts"));
    }

    /** All other causes are Keap's or the network's doing, which the incidents play. */
    @Test
    void recordsWaitForMisconfiguration() {
        assertThat(CORPUS.stream().map(file -> file.path("waits").asText())).contains(Cause.MISCONFIGURED.code());
    }

    @Test
    void everySettingIsMade() {
        assertThat(values("write_policy")).containsAll(names(WritePolicy.values()));
        assertThat(values("on_delete")).containsAll(names(OnDelete.values(), OnDelete.UNTAG));
        assertThat(values("write")).containsAll(names(WriteOptions.Write.values()));
        assertThat(values("empty")).containsAll(names(WriteOptions.Empty.values(), WriteOptions.Empty.IGNORE));
        assertThat(values("too_long")).containsAll(names(WriteOptions.TooLong.values(), WriteOptions.TooLong.REJECT));
        assertThat(values("yes_no")).containsAll(names(Encoding.YesNo.values()));
        assertThat(values("list")).containsAll(names(Encoding.Many.values()));
        assertThat(values("date")).containsAll(names(Encoding.Date.values()));
        assertThat(values("month")).containsAll(names(Encoding.Calendar.values()));
        assertThat(values("day_of_week")).containsAll(names(Encoding.Calendar.values()));
        assertThat(values("clear")).containsAll(names(Encoding.Clear.values()));
        assertThat(values("date_order")).containsAll(names(DateOrder.values()));
        assertThat(values("country")).hasSizeGreaterThan(1);
        assertThat(values("duplicate_option")).contains(MatchRule.EMAIL_AND_NAME.duplicateOption());
    }

    /** What a setting or an entry of a mapping is in any file. */
    private static Set<String> values(String name) {
        return CORPUS.stream()
                .flatMap(file -> file.path("settings").findValues(name).stream())
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    /** The constants as they are written in settings; the default need not be. */
    private static Set<String> names(Enum<?>[] constants, Enum<?>... byDefault) {
        return Stream.of(constants)
                .filter(constant -> !List.of(byDefault).contains(constant))
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .map(name -> constants instanceof WritePolicy[] ? name.replace('_', '-') : name)
                .collect(Collectors.toSet());
    }
}
