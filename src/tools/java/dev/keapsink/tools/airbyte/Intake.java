package dev.keapsink.tools.airbyte;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Reads messages ahead in a thread of its own, up to a number of bytes. Then standard input is left alone, which slows
 * the source down.
 */
final class Intake implements Inputs {

    /** The bytes of lines that are read ahead. A single line may be longer. */
    private static final int AHEAD = 4 << 20;

    private final Lines lines;
    private final Function<byte[], Input> parser;
    private final Semaphore free = new Semaphore(AHEAD);
    private final LinkedBlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private record Arrived(Input input, int bytes) {}

    /**
     * @param parser gives the meaning of a line, and never throws
     */
    Intake(InputStream in, Function<byte[], Input> parser) {
        this.parser = parser;
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
        } catch (RuntimeException | VirtualMachineError e) {
            // Most likely a line for which there is no memory. What follows is not read, so no state follows either.
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
            arrived.add(new Arrived(parser.apply(line), bytes));
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

    /** Asks to end: no message is handed out any more. Any thread may call it. */
    void stop() {
        stopped.countDown();
        // Wakes a caller that waits for a message.
        arrived.add(new Arrived(new Input.Other(), 0));
    }

    @Override
    public boolean isStopped(Duration longest) throws InterruptedException {
        return stopped.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Optional<Input> next(Duration longest) throws InterruptedException {
        Arrived next = arrived.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        if (next == null || stopped.getCount() == 0) {
            return Optional.empty();
        }
        free.release(next.bytes());
        return Optional.of(next.input());
    }
}
