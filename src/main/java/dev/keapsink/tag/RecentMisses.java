package dev.keapsink.tag;

import dev.keapsink.keap.AccountList;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers tags that were not found, with the time of the look-up. Not threadsafe. */
final class RecentMisses {

    /** Records can name any number of tags that do not exist. */
    private static final int MAX_REMEMBERED = 10_000;

    private final Map<String, Instant> at = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    void add(String subject, Instant now) {
        at.remove(subject);
        at.put(subject, now);
    }

    /** The time until a missing tag may be looked up again; empty if it may be looked up now. */
    Optional<Duration> left(String subject, Instant now) {
        return Optional.ofNullable(at.get(subject))
                .map(missed -> Duration.between(now, missed.plus(AccountList.FRESH)))
                .filter(left -> !left.isNegative());
    }
}
