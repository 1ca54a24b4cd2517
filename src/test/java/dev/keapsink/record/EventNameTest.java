package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.SinkRecord.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventNameTest {

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
                "row:d",
                "contact.deletion",
                "contact.\uff24\uff25\uff2c\uff25\uff34\uff25",
                "contact.deleted.v1",
                "contact.deleted.2",
                "contact.deleted.v1.0",
                "contact.deleted/2024-01-31",
                "com.example.contact.deleted.v1",
                "com.example.ContactDeletedEvent",
                "ContactDeletedV2",
                "ContactDeletedEventV2",
                "CONTACT_DELETED_EVENT",
                "contact.deleted.event",
                "deletedEvents",
                "row.d.v1"
            })
    void theLastWordMayBeADelete(String name) {
        assertThat(EventName.operation(name)).contains(Operation.DELETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contact.created",
                "ContactUpsert",
                "CONTACT_UPDATED",
                "customers/update",
                "row.c",
                "Lead Created",
                "customer.created.v3",
                "ContactUpdatedEvent"
            })
    void theLastWordMayBeAnUpsert(String name) {
        assertThat(EventName.operation(name)).contains(Operation.UPSERT);
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
        "not deleted v2",
        "ContactNotDeletedEvent",
        "contact.noted.v1",
        "Event",
        "v1",
        "2024-01-31",
        "deleted.v1beta1",
        "contact.purged",
        "Contact Removal",
        "Plan D 2",
        "''",
        "' '",
        "..."
    })
    void anyOtherNameSaysNothing(String name) {
        assertThat(EventName.operation(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete",
                "Deleted",
                "contact.deleted",
                "contact_deleted",
                "contact-deleted",
                "ContactDelete",
                "CONTACT_DELETED",
                "CRMDelete",
                "Contact Deleted",
                "contact\u00a0deleted",
                "Lead Removed",
                "crm.contact Deleted",
                "customers/delete",
                "crm:contact:destroyed",
                "Account Deletion",
                "contact.deletion",
                "row.d",
                "row_d",
                "row/d",
                "com.example.contact.deleted.v1",
                "ContactDeletedEvent",
                "Contact Deleted v2"
            })
    void theNameOfADeletionIsOneAmongAllTexts(String text) {
        assertThat(EventName.isDeletion(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "series-D",
                "Section-D",
                "Vitamin-D",
                "vitamin:d",
                "Plan D",
                "D",
                "St. Mary_s hall/d",
                "Webinar: What to Remove",
                "Stain: remove",
                "How to delete",
                "See docs/delete",
                "Contact - Deleted",
                "Junk Removal",
                "Laser Hair Removal",
                "HairRemoval",
                "hair-removal",
                "Removal",
                "The Purge",
                "Festival-del",
                "Do not remove",
                "contact.created",
                "Gala",
                ""
            })
    void anyOtherTextIsNone(String text) {
        assertThat(EventName.isDeletion(text)).isFalse();
    }

    @Test
    void whatIsAroundTheLastWordNeverHidesIt() {
        String much = " ".repeat(100_000);

        assertThat(EventName.operation("d".repeat(100_000))).isEmpty();
        assertThat(EventName.operation("contact.deleted" + much)).contains(Operation.DELETE);
        assertThat(EventName.operation("x".repeat(210) + ".deleted")).contains(Operation.DELETE);
        assertThat(EventName.operation("x".repeat(100_000) + "Deleted")).contains(Operation.DELETE);
        assertThat(EventName.operation(".".repeat(100_000) + "delete")).contains(Operation.DELETE);
        assertThat(EventName.operation("contact.deleted" + ".1".repeat(50))).contains(Operation.DELETE);
    }
}
