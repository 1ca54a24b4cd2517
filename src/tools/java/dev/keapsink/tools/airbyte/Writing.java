package dev.keapsink.tools.airbyte;

import dev.keapsink.batch.Pipeline.Explained;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Has the rows of a batch written, and settles each by its outcome. Used by one thread. */
final class Writing {

    /**
     * The time for one batch in one pipeline. A process that is asked to end has a minute for the batch under way
     * (Airbyte's platform kills it then), and needs the rest for its states.
     */
    static final Duration LONGEST_BATCH = Duration.ofSeconds(45);

    /** How long rows wait for a database that did not take their reports. */
    private static final Duration WITHOUT_AUDIT = Duration.ofSeconds(30);

    /** After so many batches in a row without their reports, the platform's next attempt goes on. */
    private static final int MOST_WITHOUT_AUDIT = 10;

    private static final int NO_PIPELINE = -1;

    /** Causes that keep every row from being written. */
    private static final Set<Cause> OF_ALL = EnumSet.of(Cause.THROTTLED, Cause.QUOTA, Cause.UNAVAILABLE);

    private final List<? extends Door> doors;
    private final RowRejects rejects;
    private final Renewal renewal;
    private final RowAudit audit;
    private final WaitingRows waiting;
    private final WrittenContacts contacts;
    private final Tally tally;
    private final InstantSource clock;
    private Instant success = Instant.MIN;
    private int withoutAudit;
    private @Nullable String trouble;

    Writing(
            List<? extends Door> doors,
            RowRejects rejects,
            Renewal renewal,
            RowAudit audit,
            WaitingRows waiting,
            WrittenContacts contacts,
            Tally tally,
            InstantSource clock) {
        this.doors = doors;
        this.rejects = rejects;
        this.renewal = renewal;
        this.audit = audit;
        this.waiting = waiting;
        this.contacts = contacts;
        this.tally = tally;
        this.clock = clock;
    }

    /** Why rows wait, as the last batch told; empty if none has waited yet. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * Writes rows. Those that have to be tried again wait.
     *
     * @param stopped whether the process is asked to end, so that no further pipeline begins
     * @return whether other rows may be tried: Keap can be written to, as far as this batch has shown
     * @throws SyncFailure if the sync cannot go on; every other row of the batch is settled or waits
     */
    boolean write(List<Row> rows, BooleanSupplierInterrupted stopped) throws InterruptedException {
        renewal.ifDue();
        SortedMap<Integer, List<Row>> byPipeline = divided(rows);
        boolean goesOn = false;
        for (var part : byPipeline.entrySet()) {
            if (stopped.get()) {
                part.getValue().forEach(row -> wait(row, clock.instant(), Cause.DEADLINE));
            } else {
                goesOn |= write(part.getValue(), doors.get(part.getKey()));
            }
        }
        return goesOn;
    }

    /**
     * The rows of each pipeline. A row of an object that an earlier row of another pipeline is about waits for the next
     * batch, so that it is written behind that one.
     */
    private SortedMap<Integer, List<Row>> divided(List<Row> rows) {
        SortedMap<Integer, List<Row>> byPipeline = new TreeMap<>();
        boolean isOne = rows.stream()
                        .map(row -> row.stream().route().pipeline())
                        .distinct()
                        .count()
                == 1;
        Map<String, Integer> owners = new HashMap<>();
        for (Row row : rows) {
            int pipeline = row.stream().route().pipeline();
            Set<String> objects = isOne ? Set.of() : doors.get(pipeline).objects(row.message());
            if (objects.stream().anyMatch(object -> owners.getOrDefault(object, pipeline) != pipeline)) {
                // Nor may a later row of the first pipeline overtake this one.
                objects.forEach(object -> owners.put(object, NO_PIPELINE));
                wait(row, clock.instant(), Cause.DEADLINE);
            } else {
                objects.forEach(object -> owners.put(object, pipeline));
                byPipeline
                        .computeIfAbsent(pipeline, unused -> new ArrayList<>())
                        .add(row);
            }
        }
        return byPipeline;
    }

    /** Says whether the process is asked to end. */
    @FunctionalInterface
    interface BooleanSupplierInterrupted {
        boolean get() throws InterruptedException;
    }

    private boolean write(List<Row> rows, Door door) {
        List<Message> messages = rows.stream().map(Row::message).toList();
        Explained explained = door.run(messages, Deadline.in(LONGEST_BATCH, clock));
        if (!audit.isKept(explained.reports())) {
            waitForAudit(rows);
            return false;
        }
        withoutAudit = 0;
        List<RowRejects.Reject> rejected = new ArrayList<>();
        List<KeapFailure> stopping = new ArrayList<>();
        boolean goesOn = false;
        for (List<RecordPosition> positions : explained.outcomes().messages()) {
            Row row = rows.get(positions.getFirst().messageIndex());
            Outcome outcome =
                    together(positions.stream().map(explained.outcomes()::of).toList());
            switch (outcome) {
                case Outcome.Written written -> written(row, written);
                case Rejected rejection -> rejected.add(new RowRejects.Reject(row, rejection));
                case RetryLater(Cause cause, Duration after) -> {
                    Optional<KeapFailure> failure = positions.stream()
                            .map(position -> explained.failures().get(position.index()))
                            .filter(KeapFailure.class::isInstance)
                            .findFirst();
                    failure.ifPresent(why -> {
                        trouble = why.getMessage();
                        if (isOfEverything(why)) {
                            stopping.add(why);
                        }
                    });
                    Instant due = cause == Cause.DEADLINE
                            ? clock.instant()
                            : clock.instant().plus(after);
                    wait(row, due, cause);
                }
            }
            goesOn |= !(outcome instanceof RetryLater(Cause cause, Duration after)) || !OF_ALL.contains(cause);
        }
        reject(rejected);
        return stopping.isEmpty() ? goesOn : renewed(stopping.getFirst());
    }

    /**
     * Nothing of a batch counts as settled, and none of its rows' tries is used up.
     *
     * @throws SyncFailure if the database has been gone for minutes
     */
    private void waitForAudit(List<Row> rows) {
        rows.forEach(row -> wait(row, clock.instant().plus(WITHOUT_AUDIT), Cause.DEADLINE));
        withoutAudit++;
        if (withoutAudit == MOST_WITHOUT_AUDIT) {
            throw SyncFailure.passing(
                    "The audit's database has taken nothing for minutes. The sync ends here, and the next attempt goes on from the last state; mend the database, or unset KEAP_SINK_AUDIT_URL.");
        }
    }

    /** A message is settled once all of its records are. */
    private static Outcome together(Collection<Outcome> outcomes) {
        return outcomes.stream()
                .filter(RetryLater.class::isInstance)
                .findFirst()
                .or(() -> outcomes.stream().filter(Rejected.class::isInstance).findFirst())
                .orElseGet(() -> outcomes.iterator().next());
    }

    private static boolean isOfEverything(KeapFailure failure) {
        return failure instanceof KeapFailure.Misconfigured misconfigured
                && misconfigured.type().isEmpty();
    }

    /** Goes on with a renewed credential, if that was the trouble and can be mended. */
    private boolean renewed(KeapFailure failure) {
        if (failure instanceof KeapFailure.Unauthorized && renewal.afterRefusal()) {
            waiting.all().forEach(Row::isDueNow);
            return true;
        }
        throw SyncFailure.ofConfig(failure.getMessage() + ".");
    }

    private void written(Row row, Outcome.Written written) {
        row.written();
        success = clock.instant();
        if (row.stream().isWhole()) {
            contacts.written(written);
        }
        tally.count(row.stream().name(), written.effect().name().toLowerCase(Locale.ROOT));
    }

    /**
     * Rejects the waiting rows that failed at every try, while others were written: one row must not stop a stream for
     * good.
     *
     * @return whether there were any
     */
    boolean rejectHopeless() {
        List<Row> hopeless = waiting.takeHopeless(success);
        reject(hopeless.stream()
                .map(
                        row -> new RowRejects.Reject(
                                row,
                                new Rejected(
                                        Reason.REFUSED_BY_SERVER,
                                        null,
                                        "Keap failed at this row at every try, while it took others. It may have written the row all the same.")))
                .toList());
        return !hopeless.isEmpty();
    }

    private void wait(Row row, Instant due, Cause cause) {
        if (cause != Cause.DEADLINE) {
            row.failed(clock.instant());
        }
        row.waits(due, cause, doors.get(row.stream().route().pipeline()).objects(row.message()));
        waiting.add(row);
    }

    private void reject(List<RowRejects.Reject> rejected) {
        rejects.store(rejected);
        for (RowRejects.Reject one : rejected) {
            one.row().rejected();
            if (one.row().stream().isWhole()) {
                contacts.unknown();
            }
            tally.count(
                    one.row().stream().name(),
                    "rejected " + one.rejection().reason().code());
        }
    }
}
