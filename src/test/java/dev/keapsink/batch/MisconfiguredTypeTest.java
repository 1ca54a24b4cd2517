package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
import dev.keapsink.record.Cause;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.support.LogLines;
import org.junit.jupiter.api.Test;

/** A fault of the deployment that concerns one type of object, and the records of other types beside it. */
class MisconfiguredTypeTest {

    private static final String MISSING_FIELD = "The custom field \"Keap Sink Key\" of notes does not exist";

    private final FakeNotes notes = new FakeNotes();
    private final InMemorySink sink = new InMemorySink().beside(notes);

    private static String note(String title) {
        return "{\"stream\":\"notes\",\"data\":{\"title\":\"%s\"}}".formatted(title);
    }

    @Test
    void soundRecordsOfBothTypesAreWritten() {
        assertThat(sink.deliver(note("a"), contact("ada"))).isEmpty();
        assertThat(notes.tried).containsExactly("a");
        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @Test
    void whatOneTypeLacksHoldsUpItsRecordsAlone() {
        notes.atVerification = new KeapFailure.Misconfigured(MISSING_FIELD);
        try (LogLines log = new LogLines()) {
            assertThat(sink.deliver(note("a"), contact("ada"), note("b"), "no json"))
                    .containsExactly("m0", "m2");
            assertThat(log.all().stream().filter(line -> line.startsWith("Misconfigured: ")))
                    .containsExactly("Misconfigured: " + MISSING_FIELD
                            + ". All notes wait; nothing is lost, and other records go on.");
        }
        assertThat(notes.tried).isEmpty();
        assertThat(sink.keap.contacts()).hasSize(1);
        assertThat(sink.reasons()).containsOnlyKeys("m3");
        assertThat(sink.figures.getLast().deferred()).containsOnlyKeys(Cause.MISCONFIGURED);
    }

    @Test
    void typeThatNoRecordHasIsNotVerified() {
        assertThat(sink.deliver(contact("ada"))).isEmpty();
        assertThat(notes.verifications).isZero();
    }

    @Test
    void typeThatCannotBeVerifiedNowHoldsUpItsRecordsAlone() {
        notes.atVerification = new KeapFailure.Unclear("Keap did not answer in time");
        assertThat(sink.deliver(note("a"), contact("ada"))).containsExactly("m0");
        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @Test
    void whatTheWritingOfOneTypeFindsMissingStopsThatTypeAlone() {
        notes.atCreation = new KeapFailure.Misconfigured(MISSING_FIELD, ObjectType.NOTES);
        assertThat(sink.deliver(note("a"), note("b"), contact("ada"))).containsExactly("m0", "m1");
        assertThat(notes.tried).containsExactly("a");
        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @Test
    void refusedCredentialStopsAllTypesAndRejectsNothing() {
        notes.atVerification = new KeapFailure.Misconfigured(MISSING_FIELD);
        sink.keap.inject(Fault.credentialExpired());
        try (LogLines log = new LogLines()) {
            assertThat(sink.deliver(note("a"), contact("ada"), "no json")).containsExactly("m0", "m1", "m2");
            assertThat(log.all().stream().filter(line -> line.startsWith("Misconfigured: ")))
                    .singleElement()
                    .asString()
                    .endsWith(". The batch waits; nothing is lost.");
        }
    }

    @Test
    void missingConfiguredTagStopsAllTypes() {
        notes.atVerification = new KeapFailure.Misconfigured(MISSING_FIELD);
        sink.tags(999L);
        assertThat(sink.deliver(note("a"), contact("ada"), "no json")).containsExactly("m0", "m1", "m2");
        assertThat(notes.verifications).isZero();
    }

    @Test
    void typeThatKeapForbidsWaitsAloneAtEachDelivery() {
        notes.atCreation =
                new KeapFailure.Forbidden("The edition has no notes", Purpose.of(Endpoint.WRITE, ObjectType.NOTES));
        for (int delivery = 1; delivery <= 60; delivery++) {
            assertThat(sink.deliver(note("a"), contact("c" + delivery))).containsExactly("m0");
        }
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.figures)
                .allSatisfy(batch -> assertThat(batch.deferred()).containsOnlyKeys(Cause.MISCONFIGURED));
        assertThat(sink.keap.contacts()).hasSize(60);
    }
}
