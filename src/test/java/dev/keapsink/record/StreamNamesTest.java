package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.memory.Messages;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which type of object a record becomes. Quotation marks are single. */
class StreamNamesTest {

    private static final String AIRBYTE = "{'type':'RECORD','record':{'stream':'%s','data':{}}}";

    private static final Map<String, ObjectType> NAMES = Map.of("crm_leads", ObjectType.CONTACTS);

    private static final Streams NAMED = new Streams(Set.of(ObjectType.CONTACTS), NAMES);

    private static final Streams SEVERAL = new Streams(EnumSet.of(ObjectType.CONTACTS, ObjectType.NOTES), NAMES);

    private static String type(Streams streams, String body, Map<String, String> attributes) {
        Message message = Messages.with(attributes, Decoding.json(body));
        return switch (new MessageDecoder(streams).decode(message)) {
            case Checked.Valid<SinkRecord>(SinkRecord.Row row) -> row.type().stream();
            case Checked.Valid<SinkRecord>(SinkRecord.NoRecord none) -> "none";
            case Checked.Invalid<SinkRecord>(Outcome.Rejected rejection) ->
                rejection.reason().code();
        };
    }

    @ParameterizedTest
    @CsvSource({"notes, notes", "Notes, notes", "CRM_LEADS, contacts", "orders, unknown_stream", "leads, unknown_stream"
    })
    void anEnvelopeAnAttributeAndAnAirbyteMessageNameTheSameStreams(String name, String type) {
        assertThat(type(SEVERAL, "{'stream':'%s','data':{}}".formatted(name), Map.of()))
                .isEqualTo(type);
        assertThat(type(SEVERAL, "{'a':1}", Map.of("stream", name))).isEqualTo(type);
        assertThat(type(SEVERAL, AIRBYTE.formatted(name), Map.of())).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"users, contacts", "notes, contacts"})
    void aTableOfAnyNameHoldsContactsWhereNothingElseIsWritten(String table, String type) {
        assertThat(type(Streams.DEFAULT, AIRBYTE.formatted(table), Map.of())).isEqualTo(type);
        assertThat(type(NAMED, AIRBYTE.formatted(table), Map.of())).isEqualTo("unknown_stream");
    }

    @ParameterizedTest
    @CsvSource({"notes, notes", "orders, unknown_stream"})
    void anAttributeGoesBeforeAirbytesName(String attribute, String type) {
        assertThat(type(SEVERAL, AIRBYTE.formatted("crm_leads"), Map.of("stream", attribute)))
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"notes, unknown_stream", "'notes,contacts', contacts"})
    void aRecordWithoutAStreamIsAContact(String types, String type) {
        Set<ObjectType> written = EnumSet.noneOf(ObjectType.class);
        for (String name : types.split(",", -1)) {
            written.add(ObjectType.ofStream(name).orElseThrow());
        }

        assertThat(type(new Streams(written, Map.of()), "{'a':1}", Map.of())).isEqualTo(type);
    }
}
