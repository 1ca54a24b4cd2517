package dev.keapsink.incident;

import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** A thread that runs only when it is its turn, and waits in virtual time. */
final class SimulatedThread {

    /** Before JDK 24 a virtual thread that waits within a synchronized method keeps its carrier, of which there are few. */
    private static final boolean VIRTUAL = Runtime.version().feature() >= 24;

    private final Scheduler scheduler;
    private final ProcessGroup process;
    private final Runnable work;
    private final Signal end;
    private final Thread thread;
    private volatile boolean turn;
    private boolean started;
    private boolean ended;

    SimulatedThread(Scheduler scheduler, ProcessGroup process, Runnable work) {
        this.scheduler = scheduler;
        this.process = process;
        this.work = work;
        this.end = new Signal(scheduler);
        this.thread = VIRTUAL
                ? Thread.ofVirtual().unstarted(this::live)
                : Thread.ofPlatform().daemon().unstarted(this::live);
    }

    void start() {
        scheduler.wakeAt(scheduler.instant(), this);
    }

    private void live() {
        takeTurn();
        try {
            work.run();
        } catch (Throwable e) {
            scheduler.fail(e);
            return;
        }
        ended = true;
        end.raise();
        scheduler.passOn();
    }

    /** Waits in virtual time until this thread has ended. */
    void join() {
        while (!ended) {
            end.await(Instant.MAX);
        }
    }

    ProcessGroup process() {
        return process;
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** The first turn starts the thread: to have it wait for that one would cost as much again. */
    void giveTurn() {
        turn = true;
        if (!started) {
            started = true;
            thread.start();
        } else if (!isCurrent()) {
            LockSupport.unpark(thread);
        }
    }

    void takeTurn() {
        turn = false;
    }

    void awaitTurn() {
        while (!turn) {
            LockSupport.park(this);
        }
        takeTurn();
    }

    String describe() {
        return Arrays.toString(thread.getStackTrace());
    }
}
