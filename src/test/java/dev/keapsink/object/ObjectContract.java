package dev.keapsink.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.StoredObject;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every object keeps, whatever goes wrong: one object a key, the latest state, no write that is not needed. A
 * subclass says what its records look like.
 */
public abstract class ObjectContract {

    /** Longer than any claim of the sink in these tests holds, and than lists may be late. */
    private static final Duration A_WHILE = Duration.ofMinutes(10);

    /** Whether the sink has a ledger. */
    public enum Memory {
        LEDGER,
        NONE
    }

    private final Specimen specimen;

    /**
     * @param specimen the records of the type
     */
    protected ObjectContract(Specimen specimen) {
        this.specimen = specimen;
    }

    /** Prepares the account, such as by the parents that the records name. */
    protected void prepare(InMemorySink sink) {
        specimen.prepare(sink.keap);
    }

    /** The data of a record, as the members of a JSON object without its braces. */
    private String data(String key, String text) {
        return specimen.data(key, text);
    }

    private boolean isChangeable() {
        return specimen.isChangeable();
    }

    private ObjectType type() {
        return specimen.type();
    }

    /** A sink for an account in which the type can be written. */
    protected final InMemorySink sink(Memory memory) {
        return sink(memory, true);
    }

    private InMemorySink sink(Memory memory, boolean hasKeyField) {
        InMemorySink sink = new InMemorySink()
                .streams(specimen.written().toArray(ObjectType[]::new))
                .onDelete(OnDelete.DELETE);
        if (hasKeyField) {
            specimen.addKeyField(sink.keap);
        }
        prepare(sink);
        return (memory == Memory.LEDGER ? sink.withLedger() : sink).restarted();
    }

    /** A record of the type with this key. */
    protected final String record(String key, String text) {
        return "{\"stream\":\"%s\",\"key\":\"%s\",\"data\":{%s}}".formatted(type().stream(), key, data(key, text));
    }

    private String versioned(String key, int version, String text) {
        return "{\"stream\":\"%s\",\"key\":\"%s\",\"version\":%d,\"data\":{%s}}"
                .formatted(type().stream(), key, version, data(key, text));
    }

    private String deletion(String key) {
        return "{\"stream\":\"%s\",\"key\":\"%s\",\"op\":\"delete\",\"data\":{%s}}"
                .formatted(type().stream(), key, data(key, "x"));
    }

    /** The objects of the type that were made for records of this test. */
    protected List<StoredObject> objects(InMemorySink sink) {
        return specimen.objects(sink.keap);
    }

    private List<String> texts(InMemorySink sink) {
        return specimen.texts(sink.keap);
    }

    /** The requests that create an object of the type. */
    protected Predicate<SimulatedRequest> isCreation() {
        return request -> request.method().equals("POST") && request.path().contains("/" + type().stream());
    }

    private void keepsToTheDocument(InMemorySink sink) {
        assertThat(sink.objections()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRecordBecomesAnObject(Memory memory) {
        InMemorySink sink = sink(memory);

        assertThat(sink.deliver(record("k1", "one"))).isEmpty();

        keepsToTheDocument(sink);
        assertThat(sink.rejected.values()).extracting(Rejected::detail).isEmpty();
        assertThat(texts(sink)).containsExactly("one");
        assertThat(sink.figures.getLast().written()).containsEntry(Effect.CREATED, 1);
        keepsToTheDocument(sink);
    }

    @ParameterizedTest
    @EnumSource
    void theSameRecordTwiceIsOneObject(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.deliver(record("k1", "one"));

        assertThat(sink.deliver(record("k1", "one"))).isEmpty();
        assertThat(sink.restarted().deliver(record("k1", "one"))).isEmpty();

        assertThat(texts(sink)).containsExactly("one");
        keepsToTheDocument(sink);
    }

    @ParameterizedTest
    @EnumSource
    void recordsOfOneKeyInOneBatchAreOneObject(Memory memory) {
        assumeThat(isChangeable()).isTrue();
        InMemorySink sink = sink(memory);

        assertThat(sink.deliver(record("k1", "one"), record("k1", "two"))).isEmpty();

        assertThat(texts(sink)).containsExactly("two");
        keepsToTheDocument(sink);
    }

    @ParameterizedTest
    @EnumSource
    void aChangedRecordChangesTheObject(Memory memory) {
        assumeThat(isChangeable()).isTrue();
        InMemorySink sink = sink(memory);
        sink.deliver(record("k1", "one"));

        assertThat(sink.restarted().deliver(record("k1", "two"))).isEmpty();

        assertThat(sink.rejected).isEmpty();
        assertThat(texts(sink)).containsExactly("two");
        keepsToTheDocument(sink);
    }

    @Test
    void anUnchangedRecordCostsNoCall() {
        InMemorySink sink = sink(Memory.LEDGER);
        sink.deliver(record("k1", "one"));
        int calls = sink.calls().size();

        assertThat(sink.deliver(record("k1", "one"))).isEmpty();

        assertThat(sink.calls()).hasSize(calls);
        assertThat(sink.figures.getLast().written()).containsEntry(Effect.UNCHANGED, 1);
    }

    /** What Keap shows of an object is compared with a record, however else its replies put it. */
    @Test
    void anUnchangedRecordIsNotWrittenWithoutALedgerEither() {
        assumeThat(specimen.isCompared()).isTrue();
        InMemorySink sink = sink(Memory.NONE);
        sink.deliver(record("k1", "one"));

        assertThat(sink.restarted().deliver(record("k1", "one"))).isEmpty();

        assertThat(sink.figures.getLast().written()).containsEntry(Effect.UNCHANGED, 1);
    }

    @Test
    void anOlderVersionDoesNotOverwriteALaterOne() {
        assumeThat(isChangeable()).isTrue();
        InMemorySink sink = sink(Memory.LEDGER);
        sink.deliver(versioned("k1", 2, "two"));

        assertThat(sink.deliver(versioned("k1", 1, "one"))).isEmpty();

        assertThat(texts(sink)).containsExactly("two");
        assertThat(sink.figures.getLast().written()).containsEntry(Effect.STALE, 1);
    }

    @ParameterizedTest
    @EnumSource
    void itIsCreatedOnceThoughTheReplyIsLost(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching(isCreation()));

        assertThat(sink.deliver(record("k1", "one"))).hasSize(1);
        sink.time.advance(A_WHILE);
        assertThat(sink.deliver(record("k1", "one"))).isEmpty();

        assertThat(texts(sink)).containsExactly("one");
        keepsToTheDocument(sink);
    }

    @Test
    void itIsStillKnownAYearLater() {
        InMemorySink sink = sink(Memory.LEDGER, false);
        sink.deliver(record("k1", "one"));
        sink.time.advance(Duration.ofDays(365));

        assertThat(sink.restarted().deliver(record("k1", "one"))).isEmpty();

        assertThat(sink.rejected.values()).extracting(Rejected::detail).isEmpty();
        assertThat(texts(sink)).containsExactly("one");
    }

    @Test
    void aLedgerAloneKeepsItFromBeingCreatedTwice() {
        InMemorySink sink = sink(Memory.LEDGER, false);
        sink.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching(isCreation()));

        assertThat(sink.deliver(record("k1", "one"))).hasSize(1);
        sink.time.advance(A_WHILE);
        assertThat(sink.restarted().deliver(record("k1", "one"))).isEmpty();

        assertThat(texts(sink)).containsExactly("one");
        keepsToTheDocument(sink);
    }

    @ParameterizedTest
    @EnumSource
    void itIsCreatedOnceThoughTheProcessIsKilledAfterAnyCall(Memory memory) {
        InMemorySink whole = sink(memory);
        int before = whole.effort();
        whole.deliver(record("k1", "one"));
        int calls = whole.effort() - before;
        for (int after = 0; after <= calls; after++) {
            InMemorySink sink = sink(memory);

            sink.killedAfter(after, Messages.of(record("k1", "one")));
            for (int i = 0; i < 4 && texts(sink).isEmpty(); i++) {
                sink.time.advance(A_WHILE);
                sink.deliver(record("k1", "one"));
            }

            assertThat(texts(sink))
                    .as("killed after %d of %d calls", after, calls)
                    .hasSizeLessThan(2);
            assertThat(texts(sink).isEmpty() && specimen.isResent()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeletionDeletesIt(Memory memory) {
        assumeThat(isChangeable()).isTrue();
        InMemorySink sink = sink(memory);
        sink.deliver(record("k1", "one"), record("k2", "two"));

        assertThat(sink.restarted().deliver(deletion("k1"))).isEmpty();

        assertThat(texts(sink)).containsExactly("two");
        assertThat(sink.figures.getLast().written()).containsEntry(Effect.REMOVED, 1);
        keepsToTheDocument(sink);
    }

    @ParameterizedTest
    @EnumSource
    void aDeletionOfWhatIsNotThereIsDone(Memory memory) {
        assumeThat(isChangeable()).isTrue();
        InMemorySink sink = sink(memory);

        assertThat(sink.deliver(deletion("k1"))).isEmpty();

        assertThat(texts(sink)).isEmpty();
        assertThat(sink.rejected).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void deletionsAreIgnoredUnlessTheDeploymentDeletes(Memory memory) {
        assumeThat(isChangeable()).isTrue();
        InMemorySink sink = sink(memory).onDelete(OnDelete.UNTAG).restarted();
        sink.deliver(record("k1", "one"));

        assertThat(sink.deliver(deletion("k1"))).isEmpty();

        assertThat(texts(sink)).containsExactly("one");
    }

    @ParameterizedTest
    @EnumSource
    void aThrottledRecordComesAgain(Memory memory) {
        InMemorySink sink = sink(memory);
        sink.keap.inject(Fault.throttledFor(Duration.ofMinutes(5)).onNext(1).matching(isCreation()));

        List<Message> messages = Messages.of(record("k1", "one"));
        assertThat(sink.deliver(messages)).hasSize(1);
        assertThat(sink.figures.getLast().deferred()).containsEntry(Cause.THROTTLED, 1);
        sink.time.advance(A_WHILE);
        assertThat(sink.deliver(messages)).isEmpty();

        assertThat(texts(sink)).containsExactly("one");
    }
}
