package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.SinkRecord.Operation;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationWordsTest {

    static Stream<String> deletes() {
        return OperationWords.DELETE.stream();
    }

    static Stream<String> upserts() {
        return OperationWords.UPSERT.stream();
    }

    @ParameterizedTest
    @MethodSource("deletes")
    void wordsOfADeleteMeanOneInAnyCase(String word) {
        assertThat(Stream.of(word, word.toUpperCase(Locale.ROOT), " " + word + "\u00a0", "'" + word + "'"))
                .allMatch(spelt -> OperationWords.meaning(spelt).equals(Optional.of(Operation.DELETE)));
    }

    @ParameterizedTest
    @MethodSource("upserts")
    void wordsOfAnUpsertMeanOneInAnyCase(String word) {
        assertThat(Stream.of(word, word.toUpperCase(Locale.ROOT), "\ufeff" + word))
                .allMatch(spelt -> OperationWords.meaning(spelt).equals(Optional.of(Operation.UPSERT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "purge", "del", "deletes", "delete all", "undelete", "dd", "x", "t", "m", "-"})
    void otherWordsMeanNothing(String word) {
        assertThat(OperationWords.meaning(word)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contact.deleted",
                "contact_deleted",
                "contact-deleted",
                "customers/delete",
                "crm:contact:destroyed",
                "Contact Removed",
                "CONTACT_DELETED",
                "ContactDelete",
                "contactDeleted",
                "CRMDelete",
                "contactDELETED",
                "deleted",
                "Delete",
                "com.example.contact.v1.Deleted",
                "contact#removed",
                " contact.deleted ",
                "Contact (deleted)",
                "contact\u00a0deleted",
                "row.d",
                "row-D",
                "row_d",
                "row/d",
                "row:d"
            })
    void anEventsLastWordMayBeADelete(String name) {
        assertThat(OperationWords.ofEvent(name)).contains(Operation.DELETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contact.created",
                "ContactUpsert",
                "CONTACT_UPDATED",
                "customers/update",
                "row.c",
                "Lead Created"
            })
    void anEventsLastWordMayBeAnUpsert(String name) {
        assertThat(OperationWords.ofEvent(name)).contains(Operation.UPSERT);
    }

    @ParameterizedTest
    @CsvSource({
        "Plan D",
        "D",
        "d",
        "PlanD",
        "signup",
        "deleted.contact",
        "ContactDeletedAgain",
        "undeleted",
        "contact.undelete",
        "customer",
        "RECORD",
        "Grade (D)",
        "not deleted",
        "contact.not_deleted",
        "Un-deleted",
        "unDeleted",
        "ContactNotDeleted",
        "do not delete",
        "Don't delete",
        "never deleted",
        "''",
        "' '",
        "..."
    })
    void anyOtherNameSaysNothing(String name) {
        assertThat(OperationWords.ofEvent(name)).isEmpty();
    }

    @Test
    void aTextThatIsNoWordIsNotLookedAt() {
        assertThat(OperationWords.meaning("d".repeat(100_000))).isEmpty();
        assertThat(OperationWords.ofEvent("d".repeat(100_000))).isEmpty();
    }

    @Test
    void whatIsAroundAWordNeverHidesIt() {
        String much = " ".repeat(100_000);

        assertThat(OperationWords.meaning(much + "D" + much)).contains(Operation.DELETE);
        assertThat(OperationWords.ofEvent("contact.deleted" + much)).contains(Operation.DELETE);
        assertThat(OperationWords.ofEvent("x".repeat(210) + ".deleted")).contains(Operation.DELETE);
        assertThat(OperationWords.ofEvent("x".repeat(100_000) + "Deleted")).contains(Operation.DELETE);
        assertThat(OperationWords.ofEvent(".".repeat(100_000) + "delete")).contains(Operation.DELETE);
    }
}
