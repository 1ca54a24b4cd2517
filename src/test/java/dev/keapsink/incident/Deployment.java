package dev.keapsink.incident;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The instances of the function and the pollers that feed them. */
final class Deployment {

    private final Scheduler time;
    private final List<Poller> pollers;
    private List<SimulatedThread> threads = List.of();

    Deployment(Scheduler time, int instances, IntFunction<Poller> newPoller) {
        this.time = time;
        this.pollers = IntStream.range(0, instances).mapToObj(newPoller).toList();
    }

    void start() {
        threads = pollers.stream().map(poller -> time.spawn(poller::run)).toList();
    }

    /** Lets what is under way end, and polls no more. */
    void stop() {
        pollers.forEach(Poller::close);
        threads.forEach(SimulatedThread::join);
    }

    void kill() {
        pollers.forEach(Poller::kill);
    }

    void redeploy() {
        pollers.forEach(Poller::redeploy);
    }

    /** How often a message was returned. */
    int returned() {
        return pollers.stream().mapToInt(Poller::returned).sum();
    }

    /** How many invocations took longer than the function may. */
    int timeouts() {
        return pollers.stream().mapToInt(Poller::timeouts).sum();
    }
}
