package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.simulator.memory.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamsTest {

    private static final Streams STREAMS =
            new Streams(List.of(ObjectType.NOTES, ObjectType.CONTACTS), Map.of("CRM_Leads", ObjectType.CONTACTS));

    @Test
    void findsOwnAndOtherNamesInAnyLetterCase() {
        assertThat(STREAMS.find("Notes")).contains(ObjectType.NOTES);
        assertThat(STREAMS.find("crm_LEADS")).contains(ObjectType.CONTACTS);
    }

    @Test
    void doesNotFindATypeThatIsNotWritten() {
        assertThat(STREAMS.find("orders")).isEmpty();
        assertThat(Streams.DEFAULT.find("notes")).isEmpty();
    }

    @Test
    void namesAllStreamsInASentence() {
        assertThat(STREAMS.inWords()).isEqualTo("\"contacts\", \"notes\", \"crm_leads\"");
        assertThat(Streams.DEFAULT.inWords()).isEqualTo("\"contacts\"");
    }

    @Test
    void givesRecordsWithoutAStreamToContactsIfTheseAreWritten() {
        assertThat(STREAMS.unnamed()).contains(ObjectType.CONTACTS);
        assertThat(new Streams(Set.of(ObjectType.NOTES), Map.of()).unnamed()).isEmpty();
    }

    @Test
    void refusesAnotherNameThatIsATypesOwn() {
        assertThatThrownBy(() -> new Streams(Set.of(ObjectType.CONTACTS), Map.of("Notes", ObjectType.CONTACTS)))
                .hasMessage("\"Notes\" is a stream's own name");
    }

    @Test
    void refusesAnotherNameForATypeThatIsNotWritten() {
        assertThatThrownBy(() -> new Streams(Set.of(ObjectType.CONTACTS), Map.of("memos", ObjectType.NOTES)))
                .hasMessage("\"memos\" means notes, which are not written");
    }

    @Test
    void typesStandBehindTheirParents() {
        assertThat(Arrays.stream(ObjectType.values()))
                .allSatisfy(type -> assertThat(type.parents()).allMatch(parent -> parent.compareTo(type) < 0));
    }

    @Test
    void recordWithoutAStreamIsRejectedIfContactsAreNotWritten() {
        Streams notes = new Streams(Set.of(ObjectType.NOTES), Map.of());
        Checked<SinkRecord> record =
                new MessageDecoder(notes).decode(Messages.of("{\"a\":1}").getFirst());
        assertThat(record)
                .isEqualTo(new Checked.Invalid<SinkRecord>(new Outcome.Rejected(
                        Reason.UNKNOWN_STREAM,
                        "stream",
                        "The record names no stream, such as \"notes\"; this sink writes no other.")));
    }
}
