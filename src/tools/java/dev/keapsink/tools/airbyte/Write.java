package dev.keapsink.tools.airbyte;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import dev.keapsink.tools.common.Commands;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The command {@code write}: a sync from its first message to its exit code. */
final class Write {

    /** How long a process that is asked to end waits for its batch: Airbyte's platform kills it after a minute. */
    private static final Duration LONGEST_END = Duration.ofSeconds(56);

    private static final Duration LONGEST_MIRROR = Duration.ofHours(1);

    /** How often a mirror is tried, and how long the pause is after each failure, times their number. */
    private static final int MIRRORS = 5;

    private static final Duration AFTER_FAILED_MIRROR = Duration.ofSeconds(5);

    private final AirbyteSettings settings;
    private final Catalog catalog;
    private final Output out;
    private final Clock clock;
    private final Map<String, String> environment;
    private final Set<StreamName> mirrored;

    /**
     * @param environment may ask for an audit
     */
    Write(AirbyteSettings settings, Catalog catalog, Output out, Clock clock, Map<String, String> environment) {
        this.settings = settings;
        this.catalog = catalog;
        this.out = out;
        this.clock = clock;
        this.environment = Map.copyOf(environment);
        this.mirrored = catalog.mirrored();
    }

    /**
     * Writes the messages of a source.
     *
     * @param intake reads them
     * @param inputs hands them out: the intake itself, or what is around it
     * @return the exit code
     * @throws SyncFailure if the sync cannot go on; the states of what is settled are out
     */
    int run(Intake intake, Inputs inputs) throws InterruptedException {
        Destination destination = new Destination(settings, catalog.deployments(), out, clock);
        CountDownLatch done = new CountDownLatch(1);
        Thread stop = new Thread(() -> finish(intake, done), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            return run(intake, inputs, destination);
        } finally {
            done.countDown();
        }
    }

    /** Runs when the process is asked to end, and when it ends by itself. */
    private static void finish(Intake intake, CountDownLatch done) {
        intake.stop();
        try {
            boolean unused = done.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int run(Intake intake, Inputs inputs, Destination destination) throws InterruptedException {
        var doors = destination.doors();
        WaitingRows waiting = new WaitingRows();
        WrittenContacts contacts = new WrittenContacts();
        Tally tally = new Tally();
        Checkpoints checkpoints = new Checkpoints(out::line, mirrored);
        Reading reading = new Reading(inputs, catalog.streams(), doors, checkpoints, waiting, tally, clock);
        Renewal renewal = destination.renewal();
        RowAudit audit = DatabaseAudit.of(
                environment,
                () -> {
                    renewal.ifDue();
                    return destination.account();
                },
                settings.ledgerKey(),
                out);
        Writing writing = new Writing(
                doors, StoredRejects.of(settings.rejects(), clock), renewal, audit, waiting, contacts, tally, clock);
        Sync sync = new Sync(out::isGone, inputs, reading, writing, waiting, checkpoints, clock);
        intake.start();
        try {
            if (sync.run() == Sync.End.STOPPED) {
                out.log(Output.Level.INFO, "Asked to end: the states of everything that is settled are out.");
                return out.isGone() ? Commands.FAILED : 143;
            }
        } finally {
            out.log(Output.Level.INFO, tally.sentence());
        }
        if (!mirrored.isEmpty()) {
            mirror(destination, reading, contacts, tally, checkpoints);
        }
        return end(tally);
    }

    private int end(Tally tally) {
        if (tally.unreadableCount() > 0) {
            throw new SyncFailure(
                    SyncFailure.Type.SYSTEM_ERROR,
                    "%d lines of the source's messages could not be read, so that their records are not in Keap. All others are. Run the sync again; if it lasts, the source sends what is no message of Airbyte's protocol."
                            .formatted(tally.unreadableCount()));
        }
        return out.isGone() ? Commands.FAILED : Commands.DONE;
    }

    private void mirror(
            Destination destination, Reading reading, WrittenContacts contacts, Tally tally, Checkpoints checkpoints) {
        if (!reading.complete().containsAll(mirrored)) {
            out.log(
                    Output.Level.WARN,
                    "The source did not report its streams as complete: no contact loses its tag, and the states of these streams are not returned, so that the next attempt sends all rows again.");
            return;
        }
        Optional<String> obstacle = obstacle(contacts, tally);
        if (obstacle.isPresent()) {
            out.log(Output.Level.WARN, obstacle.get() + " No contact loses its tag in this sync.");
        } else {
            mirror(destination, contacts);
        }
        checkpoints.release();
    }

    private void mirror(Destination destination, WrittenContacts contacts) {
        Mirror.Report report = report(destination.mirror(), contacts);
        out.log(
                report.overLimit() ? Output.Level.WARN : Output.Level.INFO,
                report.overLimit()
                        ? "%d of %d contacts with the tag are no longer in the source, which is more than mirror_limit (%d percent) allows: none loses the tag. Raise mirror_limit if they are really gone."
                                .formatted(report.gone(), report.members(), settings.mirrorLimit())
                        : "%d of %d contacts with the tag were no longer in the source, and have lost it."
                                .formatted(report.untagged(), report.members()));
        if (report.tagged() > 0) {
            out.log(
                    Output.Level.INFO,
                    "%d contacts of the source did not wear the tag, and have got it.".formatted(report.tagged()));
        }
    }

    /**
     * Repeats a mirror that Keap did not let end: to send all rows again would cost far more, and running it again is
     * harmless.
     */
    private Mirror.Report report(Mirror mirror, WrittenContacts contacts) {
        Deadline deadline = Deadline.in(LONGEST_MIRROR, clock);
        for (int attempt = 1; ; attempt++) {
            try {
                return mirror.run(contacts.ids(), !contacts.hasRemoved(), deadline);
            } catch (KeapFailure e) {
                if (attempt == MIRRORS || !hasPaused(AFTER_FAILED_MIRROR.multipliedBy(attempt))) {
                    throw SyncFailure.passing(
                            "All rows are in Keap, but not every contact that is gone from the source has lost the tag: %s. The next attempt sends all rows again, and tries it again."
                                    .formatted(e.getMessage()));
                }
            }
        }
    }

    private static boolean hasPaused(Duration pause) {
        try {
            Sleeper.SYSTEM.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Why it is not known who is gone from the source; empty if it is known. */
    private static Optional<String> obstacle(WrittenContacts contacts, Tally tally) {
        if (tally.unreadableCount() > 0) {
            return Optional.of("Lines of the source could not be read.");
        }
        if (contacts.unknownCount() > 0) {
            return Optional.of(
                    "%d rows were rejected, or their contact is not known.".formatted(contacts.unknownCount()));
        }
        return contacts.ids().isEmpty() ? Optional.of("The source has sent no row.") : Optional.empty();
    }
}
