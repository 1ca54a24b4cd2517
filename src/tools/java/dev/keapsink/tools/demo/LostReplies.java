package dev.keapsink.tools.demo;

import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.SimulatedRequest;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Loses the replies to some writes, after Keap has carried them out. Each write is lost at most once, so that its
 * repetition is answered. A repeated application of a tag would count twice, so none of those is lost. Threadsafe.
 */
final class LostReplies {

    /** One reply in so many is lost. More of them at once would look like an outage of Keap. */
    private static final int ONE_IN = 12;

    private final Random random;
    private final Set<Integer> met = new HashSet<>();

    /**
     * @param seed chooses the replies
     */
    LostReplies(long seed) {
        this.random = new Random(seed);
    }

    /** Returns the fault that loses the replies. */
    Fault fault() {
        return Fault.replyLostAfterCommit().matching(this::isLost);
    }

    private synchronized boolean isLost(SimulatedRequest request) {
        boolean isWrite = !request.method().equals("GET") && !request.path().startsWith("/v1/tags");
        return isWrite
                && met.add((request.method() + request.path() + request.body()).hashCode())
                && random.nextInt(ONE_IN) == 0;
    }
}
