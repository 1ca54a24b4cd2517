package dev.keapsink.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Unresolved.NamedValue;
import dev.keapsink.mapping.MappingNode;
import dev.keapsink.record.Faults;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.value.Encoding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A table of fields and their names are all that a kind of object needs to have its records read. Quotation marks are single. */
class RecordReaderTest {

    private static final MappingReader.Terms TERMS =
            new MappingReader.Terms("a note", Notes.TABLE, Set.of("custom_fields"), Set.of(), name -> Optional.empty());

    private final Faults faults = new Faults();

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private RecordReader reader(Mapping mapping, Function<Columns, Layout> layouts, String data) {
        Set<String> sources = mapping.read().collect(Collectors.toSet());
        SinkRecord.Row row = new SinkRecord.Row(
                ObjectType.CONTACTS,
                new SinkRecord.Header(Operation.UPSERT, null, List.of(), null),
                SinkRecord.Defaults.NONE,
                (ObjectNode) json(data),
                SinkRecord.Context.NONE);
        return new RecordReader(mapping, sources, Notes.NAMES, layouts, row, faults);
    }

    private RecordReader reader(String data) {
        return reader(Mapping.AUTOMATIC, columns -> Layout.PLAIN, data);
    }

    private static Map<Field, String> texts(RecordReader record) {
        Map<Field, String> texts = new HashMap<>();
        record.fields(Notes.TABLE.values()).forEach((field, value) -> texts.put(field, value.text()));
        return texts;
    }

    @Test
    void findsFieldsByTheirNamesAndTellsTheRest() {
        RecordReader record = reader("{'Subject':'Call','due-date':'2026-11-29','mood':'good','__op':'c'}");

        assertThat(texts(record)).isEqualTo(Map.of(Notes.TITLE, "Call", Notes.DUE, "2026-11-29"));
        assertThat(record.customFields()).extracting(NamedValue::name).containsExactly("mood");
        assertThat(record.unwritten()).isEqualTo(new Unwritten(List.of("mood"), List.of()));
    }

    @Test
    void aNameOfOneProducerCountsBesideAnotherOnly() {
        assertThat(texts(reader("{'body':'Hello'}"))).isEmpty();

        RecordReader record = reader("{'body':'Hello','subject':'Call'}");
        assertThat(texts(record)).isEqualTo(Map.of(Notes.TITLE, "Call", Notes.TEXT, "Hello"));
        assertThat(record.customFields()).extracting(NamedValue::name).containsExactly("body");
    }

    @Test
    void aColumnThatComesSecondUnderANameIsTold() {
        RecordReader record = reader("{'Title':'Call','title_':'Visit','TITLE':' Call '}");

        assertThat(texts(record)).isEqualTo(Map.of(Notes.TITLE, "Call"));
        assertThat(record.unwritten().unused()).containsExactly("title_");
    }

    @Test
    void whatIsDroppedLandsNowhereElse() {
        RecordReader record = reader("{'subject':'Call','text':'Hello'}");
        record.drop(List.of(Notes.TITLE));

        assertThat(record.fields(List.of(Notes.TEXT, Notes.DUE))).containsOnlyKeys(Notes.TEXT);
        assertThat(record.customFields()).isEmpty();
    }

    @Test
    void tellsWhatIsWrongAndWhatSaysNothing() {
        RecordReader record = reader("{'due_date':'someday','text':'n/a'}");

        assertThat(texts(record)).isEmpty();
        assertThat(faults.isIn("due")).isTrue();
        assertThat(record.whyLeftOut(List.of("text"))).contains(FieldType.FILLER);
        assertThat(reader("{'due_date':'someday'}").perhaps(Notes.DUE)).isEmpty();
    }

    @Test
    void entriesOfTheMappingGoBeforeNames() {
        Mapping mapping = MappingReader.read(
                MappingNode.of(
                        json("{'automatic':true,'fields':{'title':'text'},'custom_fields':{'Mood':{'value':'good'}}}")),
                TERMS,
                Mapping.AUTOMATIC);
        RecordReader record = reader(mapping, columns -> Layout.PLAIN, "{'text':'Hello','title':'Call'}");

        assertThat(texts(record)).isEqualTo(Map.of(Notes.TITLE, "Hello"));
        assertThat(record.customFields()).extracting(NamedValue::name).containsExactly("Mood", "title");
    }

    @Test
    void aLayoutTakesColumnsApartAndFindsPlaces() {
        Function<Columns, Layout> layouts = columns -> {
            JsonNode note = columns.byName().getOrDefault("note", JsonNodeFactory.instance.objectNode());
            columns.flatten(Set.of("note"), Map.of("text", note.path("content")));
            columns.leaveOut(new LeftOut("note", "has more than its content"));
            return Layout.PLAIN;
        };
        RecordReader record = reader(Mapping.AUTOMATIC, layouts, "{'note':{'content':'Hello'}}");

        assertThat(texts(record)).isEqualTo(Map.of(Notes.TEXT, "Hello"));
        assertThat(record.unwritten())
                .isEqualTo(new Unwritten(List.of(), List.of(new LeftOut("note", "has more than its content"))));
    }

    @Test
    void valuesStandAtTheirPlacesInTheBody() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var values = reader("{'subject':'Call','text':'Hello'}").fields(Notes.TABLE.values());
        Body.put(body, values, Encoding.DEFAULT);

        assertThat(body).isEqualTo(json("{'title':'Call','text':'Hello'}"));
        assertThat(Body.canonical(body, values))
                .isEqualTo(json("{'body':{'title':'Call','text':'Hello'},'writes':{}}"));
        assertThat(body.path("title")).isEqualTo(new TextNode("Call"));
    }
}
