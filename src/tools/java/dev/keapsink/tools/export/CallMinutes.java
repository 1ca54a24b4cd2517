package dev.keapsink.tools.export;

import dev.keapsink.export.PostgresStore.Calls;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapTransport;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** Counts the calls to Keap by the minute. Threadsafe. */
final class CallMinutes {

    private static final int TOO_MANY_REQUESTS = 429;

    private final InstantSource clock;
    private final TreeMap<Instant, Calls> minutes = new TreeMap<>();

    CallMinutes(InstantSource clock) {
        this.clock = clock;
    }

    /** The same transport, whose calls are counted. */
    KeapTransport counting(KeapTransport transport) {
        return (call, timeout, sent) -> {
            count(new Calls(1, 0));
            KeapReply reply = transport.send(call, timeout, sent);
            if (reply.status() == TOO_MANY_REQUESTS) {
                count(new Calls(0, 1));
            }
            return reply;
        };
    }

    private synchronized void count(Calls more) {
        minutes.merge(clock.instant().truncatedTo(ChronoUnit.MINUTES), more, Calls::and);
    }

    /** The calls since this was asked last. */
    synchronized Map<Instant, Calls> take() {
        Map<Instant, Calls> taken = Map.copyOf(minutes);
        minutes.clear();
        return taken;
    }
}
