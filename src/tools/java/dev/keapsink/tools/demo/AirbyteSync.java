package dev.keapsink.tools.demo;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.DestinationProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Plays a sync to the packed tool. Two processes are killed in the middle of it; the next one gets what lies behind the
 * last state, as a platform's next attempt does. An instance is good for one sync.
 */
final class AirbyteSync {
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);

    private static final int KILLS = 2;

    private final AirbyteSource source;
    private final Path tools;
    private final DestinationProcess.Sync sync;
    private final LongSupplier progress;
    private final AirbyteAnswers answers = new AirbyteAnswers();
    private int attempts;

    /**
     * Prepares a sync.
     *
     * @param tools the folder into which the tools' zip was unpacked
     * @param progress a count that grows with the destination's calls
     */
    AirbyteSync(AirbyteSource source, Path tools, DestinationProcess.Sync sync, LongSupplier progress) {
        this.source = source;
        this.tools = tools;
        this.sync = sync;
        this.progress = progress;
    }

    /**
     * Runs attempts until one of them ends by itself.
     *
     * @param covered is told from time to time how many rows the states cover
     * @throws CommandFailure if the destination fails, or ends before it could be killed twice
     */
    void run(IntConsumer covered) throws IOException, InterruptedException {
        for (int kill = 0; kill < KILLS; kill++) {
            if (attempt(covered, true)) {
                throw new CommandFailure(
                        "The sync was over before its process could be killed %d times. Give it more records."
                                .formatted(KILLS));
            }
        }
        attempt(covered, false);
    }

    /**
     * Runs one attempt, and may kill it. Returns whether it ended by itself.
     *
     * @throws CommandFailure if the destination fails
     */
    private boolean attempt(IntConsumer covered, boolean kills) throws IOException, InterruptedException {
        attempts++;
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean killed = new AtomicBoolean();
        try (DestinationProcess process = DestinationProcess.start(tools, sync)) {
            Runtime.getRuntime().addShutdownHook(new Thread(process::kill));
            Thread feeder = Thread.startVirtualThread(() -> feed(process));
            Thread killer = Thread.startVirtualThread(() -> killed.set(kills && kill(process, over)));
            for (String line = process.answers().readLine();
                    line != null;
                    line = process.answers().readLine()) {
                Files.writeString(sync.log(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                answers.take(line);
                covered.accept(answers.covered());
            }
            int code = process.awaitExit();
            over.countDown();
            killer.join();
            feeder.join();
            if (code != 0 && !killed.get()) {
                throw failed(code);
            }
            return code == 0;
        }
    }

    private void feed(DestinationProcess process) {
        try {
            source.send(answers.positions(), message -> {
                try {
                    process.send(message);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            process.end();
        } catch (IOException | UncheckedIOException e) {
            // The process was killed, or has failed: its exit code says so.
        }
    }

    /** Kills a process in the middle of its work. Returns false if its work was over before. */
    private boolean kill(DestinationProcess process, CountDownLatch over) {
        // Most rows are one call, so that every attempt does its share of the sync.
        long enough = progress.getAsLong() + source.rows().size() / (KILLS + 1);
        try {
            while (!over.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (progress.getAsLong() >= enough) {
                    process.kill();
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private CommandFailure failed(int code) {
        return new CommandFailure("The destination ended with exit code %d%s%nIts log is %s."
                .formatted(
                        code,
                        answers.error().map(said -> " and says why: " + said).orElse("."),
                        sync.log()));
    }

    AirbyteAnswers answers() {
        return answers;
    }

    int attempts() {
        return attempts;
    }

    /** Returns one sentence for each contradiction between the rows and the states; empty when they agree. */
    List<String> findings() {
        int rows = source.rows().size();
        if (answers.covered() != rows) {
            return List.of("The last states cover %,d of %,d rows".formatted(answers.covered(), rows));
        }
        long counted = answers.countedAsWritten() + answers.countedAsRejected();
        return counted == rows
                ? List.of()
                : List.of("The states count %,d rows, but there are %,d".formatted(counted, rows));
    }
}
