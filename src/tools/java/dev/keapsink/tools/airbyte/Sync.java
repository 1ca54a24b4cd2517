package dev.keapsink.tools.airbyte;

import dev.keapsink.record.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A sync: reads rows, has them written, tries those again that have to wait, and returns the states. Used by one thread.
 */
final class Sync {

    /**
     * The longest that a sync waits without anything else to do. A longer wait is the platform's: it makes another
     * attempt, which goes on from the last state. Airbyte asks for a state every fifteen minutes.
     */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final BooleanSupplier isReaderGone;
    private final Inputs inputs;
    private final Reading reading;
    private final Writing writing;
    private final WaitingRows waiting;
    private final Checkpoints checkpoints;
    private final InstantSource clock;

    /** How a sync ends. */
    enum End {
        /** Everything is settled. */
        DONE,
        /** The process was asked to end, or the reader of its states is gone. */
        STOPPED
    }

    /**
     * @param isReaderGone whether no state can be returned any more, so that the sync ends
     */
    Sync(
            BooleanSupplier isReaderGone,
            Inputs inputs,
            Reading reading,
            Writing writing,
            WaitingRows waiting,
            Checkpoints checkpoints,
            InstantSource clock) {
        this.isReaderGone = isReaderGone;
        this.inputs = inputs;
        this.reading = reading;
        this.writing = writing;
        this.waiting = waiting;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /**
     * Runs to the end of the source.
     *
     * @throws SyncFailure if the sync cannot go on; the states of what is settled are returned
     */
    End run() throws InterruptedException {
        try {
            Instant from = clock.instant();
            while (true) {
                List<Row> rows = reading.next(from);
                if (isStopped(Duration.ZERO)) {
                    return End.STOPPED;
                }
                if (!rows.isEmpty()) {
                    boolean goesOn = writing.write(rows, () -> isStopped(Duration.ZERO));
                    checkpoints.settle();
                    from = goesOn ? clock.instant() : waiting.firstDue().orElseGet(clock::instant);
                } else if (reading.isEnded() && waiting.isEmpty()) {
                    return End.DONE;
                } else if ((reading.isBlocked() || from.isAfter(clock.instant())) && isStopped(untilDue())) {
                    return End.STOPPED;
                }
            }
        } finally {
            checkpoints.settle();
        }
    }

    private boolean isStopped(Duration longest) throws InterruptedException {
        return inputs.isStopped(longest) || isReaderGone.getAsBoolean();
    }

    /**
     * The time until a waiting row is due.
     *
     * @throws SyncFailure if that is too long, or if only a person can help
     */
    private Duration untilDue() {
        if (reading.isEnded() && waiting.isAllFor(Cause.UNRESOLVED)) {
            // What they refer to cannot come any more.
            waiting.all().forEach(Row::isTriedOnceMore);
        }
        Duration wait = reading.untilDue();
        boolean isMisconfigured = waiting.isAllFor(Cause.MISCONFIGURED);
        if (reading.isEnded() && wait.compareTo(LONGEST_WAIT) > 0 && writing.rejectHopeless()) {
            return Duration.ZERO;
        }
        if (isMisconfigured || wait.compareTo(LONGEST_WAIT) > 0) {
            String sentence = "%s: %s. The sync ends here. The next attempt goes on from the last state."
                    .formatted(
                            waiting.count() == 1 ? "One row waits" : waiting.count() + " rows wait",
                            writing.trouble().orElse("Keap does not take them"));
            throw isMisconfigured ? SyncFailure.ofConfig(sentence) : SyncFailure.passing(sentence);
        }
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
