package dev.keapsink.tools.airbyte;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Written;
import org.junit.jupiter.api.Test;

class WrittenContactsTest {

    private final WrittenContacts contacts = new WrittenContacts();

    @Test
    void aContactThatARowRemovedIsNoneOfTheSource() {
        contacts.written(new Written(Effect.UPDATED, 1));
        contacts.written(new Written(Effect.REMOVED, 2));

        assertThat(contacts.ids()).containsExactly(1L);
        assertThat(contacts.hasRemoved()).isTrue();
        assertThat(contacts.unknownCount()).isZero();
    }

    @Test
    void aRowWhoseContactIsNotKnownCounts() {
        contacts.written(new Written(Effect.UNCHANGED));
        contacts.written(new Written(Effect.SUPPRESSED));

        assertThat(contacts.unknownCount()).isEqualTo(1);
        assertThat(contacts.hasRemoved()).isFalse();
    }
}
