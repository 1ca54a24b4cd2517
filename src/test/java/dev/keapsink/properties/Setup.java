package dev.keapsink.properties;

import dev.keapsink.contact.MatchRule;
import dev.keapsink.object.OnDelete;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.memory.InMemorySink;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** How the queue, the account and the function are configured. */
record Setup(
        boolean fifo,
        Set<Long> tags,
        String type,
        MatchRule matchRule,
        OnDelete onDelete,
        Duration timeout,
        Limits limits,
        boolean tagResultsAsList) {

    /** The tags that the account has. */
    static final List<Long> TAGS = List.of(101L, 102L);

    /** What Keap allows, and what the function believes that it allows. */
    enum Limits {
        AMPLE(Integer.MAX_VALUE, 1_000_000, 1000, 100_000),
        OF_AN_API_KEY(10, 240, 10, 240),
        TIGHT(10, 12, 10, 12),
        UNDERSTATED(4, 20, 10, 240);

        private final int allowedASecond;
        private final int allowedAMinute;
        private final int believedASecond;
        private final int believedAMinute;

        Limits(int allowedASecond, int allowedAMinute, int believedASecond, int believedAMinute) {
            this.allowedASecond = allowedASecond;
            this.allowedAMinute = allowedAMinute;
            this.believedASecond = believedASecond;
            this.believedAMinute = believedAMinute;
        }

        Quota quota() {
            return new Quota(allowedASecond, allowedAMinute, this == UNDERSTATED ? 60 : 100_000);
        }
    }

    /** With twelve calls a minute, one is worth five seconds, so an invocation has to last a few of them. */
    boolean isSensible() {
        return limits != Limits.TIGHT || timeout.toSeconds() == 120;
    }

    /** A message is never done whose records need more calls than an invocation can make. */
    boolean hasTimeForSeveralRecords() {
        return limits != Limits.TIGHT && timeout.toSeconds() == 120;
    }

    InMemorySink sink() {
        InMemorySink sink = new InMemorySink(limits.quota())
                .tags(tags.toArray(Long[]::new))
                .contactType(type.isEmpty() ? null : type)
                .matching(matchRule)
                .onDelete(onDelete)
                .timeout(timeout)
                .pace(limits.believedASecond, limits.believedAMinute);
        if (tagResultsAsList) {
            sink.keap.answerTagResultsAsList();
        }
        return sink;
    }
}
