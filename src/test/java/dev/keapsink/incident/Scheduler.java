package dev.keapsink.incident;

import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Virtual time and the threads that live in it. Exactly one thread runs at any moment; when it waits, the clock jumps to
 * the earliest event, and whoever that event wakes runs next. Events of one instant happen in the order in which they were
 * entered, so a run has one possible course.
 */
final class Scheduler implements InstantSource, Sleeper {

    /** Real time, against a simulated thread that blocks outside the simulation and never hands over. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private Instant now;
    private long sequence;
    private SimulatedThread running;
    private boolean acting;
    private boolean ended;
    private volatile Throwable failure;

    Scheduler(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * Runs a simulation until its first thread ends; that thread has to wait for the others as far as they matter.
     *
     * @throws AssertionError if anything in it threw, or if everybody waits for something that never happens
     */
    void run(Runnable main) {
        new SimulatedThread(this, new ProcessGroup(), () -> {
                    main.run();
                    ended = true;
                    over.countDown();
                })
                .start();
        passOn();
        try {
            if (!over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("A simulated thread blocks outside the simulation: " + running.describe());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
        if (failure != null) {
            throw new AssertionError("The simulation failed at " + now, failure);
        }
    }

    /** A new thread of the same process, which runs as soon as it is its turn. */
    SimulatedThread spawn(Runnable work) {
        return spawn(current().process(), work);
    }

    SimulatedThread spawn(ProcessGroup process, Runnable work) {
        SimulatedThread thread = new SimulatedThread(this, process, work);
        thread.start();
        return thread;
    }

    /** Has something happen at an instant, on nobody's thread: it must not wait. */
    void at(Instant instant, Runnable action) {
        enter(new Event(instant, sequence++, null, action));
    }

    @Override
    public void sleep(Duration duration) {
        SimulatedThread thread = current();
        wakeAt(now.plus(duration), thread);
        handOver(thread);
    }

    /** Enters the event that wakes a thread; {@link Instant#MAX} never comes. */
    Event wakeAt(Instant instant, SimulatedThread thread) {
        Event event = new Event(instant, sequence++, thread, null);
        enter(event);
        return event;
    }

    private void enter(Event event) {
        if (event.at().isBefore(now)) {
            throw fail(new IllegalStateException("An event cannot lie in the past"));
        }
        if (!event.at().equals(Instant.MAX)) {
            events.add(event);
        }
    }

    /** The thread that runs, which has to be the one that asks. */
    SimulatedThread current() {
        if (acting || running == null || !running.isCurrent()) {
            throw fail(new IllegalStateException("Only a simulated thread can wait in virtual time"));
        }
        return running;
    }

    /** Lets others run until this thread is woken. */
    void handOver(SimulatedThread thread) {
        if (passOn() != thread) {
            thread.awaitTurn();
        } else {
            thread.takeTurn();
        }
    }

    /** Gives the turn to the thread that the earliest event wakes. */
    SimulatedThread passOn() {
        SimulatedThread next = next();
        if (next != null) {
            running = next;
            next.giveTurn();
        }
        return next;
    }

    private SimulatedThread next() {
        while (!ended && failure == null && !events.isEmpty()) {
            Event event = events.remove();
            now = event.at();
            if (event.action() != null) {
                act(event.action());
            } else if (event.isLive()) {
                return event.thread();
            }
        }
        if (!ended && failure == null) {
            fail(new IllegalStateException("Everybody waits, and nothing is left to happen"));
        }
        return null;
    }

    private void act(Runnable action) {
        acting = true;
        try {
            action.run();
        } catch (Throwable e) {
            // It must not surface in the thread that happens to hand over, which may well catch it.
            fail(e);
        } finally {
            acting = false;
        }
    }

    /** Ends the simulation: nobody gets the turn any more. */
    <T extends Throwable> T fail(T thrown) {
        if (failure == null) {
            failure = thrown;
        }
        over.countDown();
        return thrown;
    }
}
