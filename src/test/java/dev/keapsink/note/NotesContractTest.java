package dev.keapsink.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.object.Specimen;
import dev.keapsink.simulator.memory.InMemorySink;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotesContractTest extends ObjectContract {

    NotesContractTest() {
        super(Specimen.NOTES);
    }

    private static String note(String contact, String title) {
        return "{\"stream\":\"notes\",\"key\":\"k1\",\"data\":{\"contact_email\":\"%s@example.com\",\"title\":\"%s\"}}"
                .formatted(contact, title);
    }

    @ParameterizedTest
    @EnumSource
    void aNoteMovesToAnotherContactAsOneNote(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver("{\"email\":\"ada@example.com\"}", "{\"email\":\"ben@example.com\"}");
        sink.deliver(note("ada", "one"));

        assertThat(sink.restarted().deliver(note("ben", "two"))).isEmpty();

        long ben = sink.contact("ben@example.com").id();
        assertThat(objects(sink)).extracting(note -> note.text("title")).containsExactly("two");
        assertThat(objects(sink)).extracting(note -> note.text("contact_id")).containsExactly(String.valueOf(ben));
    }

    @ParameterizedTest
    @EnumSource
    void aDeletionThatNamesAnotherContactDeletesTheNote(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver("{\"email\":\"ada@example.com\"}", "{\"email\":\"ben@example.com\"}");
        sink.deliver(note("ada", "one"));

        assertThat(sink.restarted().deliver(note("ben", "one").replace("\"data\"", "\"op\":\"delete\",\"data\"")))
                .isEmpty();

        assertThat(objects(sink)).isEmpty();
    }
}
