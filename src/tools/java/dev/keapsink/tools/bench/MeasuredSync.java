package dev.keapsink.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.DestinationProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;

/** A sync of the packed Airbyte destination, whose source does not end while it is measured. */
final class MeasuredSync implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final long EMITTED = 1_700_000_000_000L;

    private final DestinationProcess process;
    private final DestinationProcess.Sync sync;

    MeasuredSync(DestinationProcess process, DestinationProcess.Sync sync) {
        this.process = process;
        this.sync = sync;
    }

    /**
     * Sends records and a state behind them, and waits until the state comes back. A multiple of a hundred records ends
     * with a full batch, which is written at once.
     *
     * @param first the number of the first record
     * @param data the JSON of the record with this number
     * @return the time from the first record to the state
     * @throws CommandFailure if the destination ends, or rejects a record
     */
    Duration write(int first, int records, IntFunction<String> data) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Thread source = Thread.startVirtualThread(() -> send(first, records, data));
        for (String line = process.answers().readLine();
                line != null;
                line = process.answers().readLine()) {
            JsonNode message = JSON.readTree(line);
            if (message.path("type").asText().equals("STATE")) {
                Duration wall = Duration.ofNanos(System.nanoTime() - start);
                source.join();
                check(message.at("/state/destinationStats/recordCount").asInt(), records);
                return wall;
            }
        }
        throw new CommandFailure(
                "The destination ended with exit code %d. Its log is %s.".formatted(process.awaitExit(), sync.log()));
    }

    private void send(int first, int records, IntFunction<String> data) {
        try {
            for (int number = first; number < first + records; number++) {
                process.send("{\"type\":\"RECORD\",\"record\":{\"stream\":\"leads\",\"emitted_at\":%d,\"data\":%s}}"
                        .formatted(EMITTED + number, data.apply(number)));
            }
            process.send("{\"type\":\"STATE\",\"state\":{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":"
                    + "{\"name\":\"leads\"},\"stream_state\":{}},\"sourceStats\":{\"recordCount\":%d.0}}}"
                            .formatted(records));
            process.flush();
        } catch (IOException e) {
            // The process has ended, as the reader says.
        }
    }

    private void check(int written, int records) {
        if (written != records) {
            throw new CommandFailure(
                    "The destination wrote %d of %d records, so that the figures would mean nothing. Its log is %s."
                            .formatted(written, records, sync.log()));
        }
    }

    /** Returns what the process has used so far; empty where the system does not tell it. */
    Optional<ProcessUsage> usage() throws IOException {
        return ProcessUsage.of(process.pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
