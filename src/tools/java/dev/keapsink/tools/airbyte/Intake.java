package dev.keapsink.tools.airbyte;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages ahead in a thread of its own, up to a number of bytes. Then standard input is left alone, which slows
 * the source down.
 */
final class Intake implements Inputs {

    /** The bytes of lines that are read ahead. A single line may be longer. */
    private static final int AHEAD = 4 << 20;

    private final Lines lines;
    private final Semaphore free = new Semaphore(AHEAD);
    private final LinkedBlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();

    private record Arrived(Input input, int bytes) {}

    Intake(InputStream in) {
        this.lines = new Lines(in);
    }

    /** Begins to read. The thread does not keep the process alive. */
    void start() {
        Thread.ofPlatform().daemon().name("stdin").start(this::read);
    }

    private void read() {
        try {
            Optional<byte[]> line = lines.next();
            while (line.isPresent()) {
                put(line.get());
                line = lines.next();
            }
        } catch (IOException e) {
            // A pipe that breaks may have lost the end of a line.
            arrived.add(new Arrived(new Input.Unreadable(), 0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError e) {
            arrived.add(new Arrived(new Input.Unreadable(), 0));
        }
        arrived.add(new Arrived(new Input.End(), 0));
    }

    private void put(byte[] line) throws InterruptedException {
        int bytes = Math.min(line.length, AHEAD);
        free.acquire(bytes);
        if (Lines.isTooLong(line)) {
            arrived.add(new Arrived(new Input.Unreadable(), 0));
        } else if (!isBlank(line)) {
            arrived.add(new Arrived(InputParser.parse(line), bytes));
        } else {
            free.release(bytes);
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte one : line) {
            if (one != ' ' && one != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Has {@link #next} return {@link Input.Stop}, after what has arrived already. Any thread may call it. */
    void stop() {
        arrived.add(new Arrived(new Input.Stop(), 0));
    }

    @Override
    public Optional<Input> next(Duration longest) throws InterruptedException {
        @Nullable Arrived next = arrived.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        if (next == null) {
            return Optional.empty();
        }
        free.release(next.bytes());
        return Optional.of(next.input());
    }
}
