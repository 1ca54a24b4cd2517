package dev.keapsink.tag;

import dev.keapsink.keap.AccountList;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was looked for in vain, and when. Not threadsafe. */
final class RecentMisses {

    /** Records can name any number of tags that nobody has. */
    private static final int MOST = 10_000;

    private final Map<String, Instant> at = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    void add(String subject, Instant now) {
        at.remove(subject);
        at.put(subject, now);
    }

    /** How long it still counts that something was missed; nothing if it may be looked for. */
    Optional<Duration> left(String subject, Instant now) {
        return Optional.ofNullable(at.get(subject))
                .map(missed -> Duration.between(now, missed.plus(AccountList.FRESH)))
                .filter(left -> !left.isNegative());
    }
}
