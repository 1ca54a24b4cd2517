package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.KeapApis;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.TagName;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Repeat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which tags the account has. One call learns the first thousand, and what exists is kept. Any other tag is asked for by
 * its id, so that an account with more of them needs no paging and one that was just made is found; a tag that does not
 * exist is asked for again at most once a minute. Threadsafe.
 */
public final class Tags {

    /** The largest page that v1 is known to give. */
    private static final int PAGE = 1000;

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final TagApi api;
    private final KeapClient keap;
    private final Duration timeout;
    private final InstantSource clock;

    private final Map<Long, String> known = new HashMap<>();
    private final Map<Object, Instant> missedAt = new HashMap<>();
    private boolean listed;

    public Tags(KeapApis apis, KeapClient keap, Duration timeout, InstantSource clock) {
        this.api = apis.create(TagApi.class);
        this.keap = keap;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Reads the list, unless it was read before. */
    public synchronized void load(Deadline deadline) {
        if (!listed) {
            JsonNode tags = keap.call(new Call(Repeat.SAFE, deadline, () -> api.list(PAGE)), timeout)
                    .json()
                    .path("tags");
            tags.forEach(this::learn);
            listed = true;
        }
    }

    /** Whether a tag exists. */
    public synchronized boolean exists(long id, Deadline deadline) {
        load(deadline);
        return known.containsKey(id) || (!isKnownToBeMissing(id) && found(id, deadline));
    }

    /** The name of a tag that exists. */
    public synchronized Optional<String> name(long id, Deadline deadline) {
        return exists(id, deadline) ? Optional.ofNullable(known.get(id)) : Optional.empty();
    }

    /** The names of all tags that are known so far. */
    public synchronized List<String> names(Deadline deadline) {
        load(deadline);
        return known.values().stream().distinct().sorted().toList();
    }

    /**
     * The tag of a name, in any case; if there is none, the one that was made for it, provided that it may be.
     *
     * @throws KeapFailure if Keap did not make it
     */
    public synchronized Optional<Long> id(TagName tag, Deadline deadline) {
        load(deadline);
        String name = tag.name();
        if (among(name).isEmpty() && (tag.createMissing() || !isKnownToBeMissing(folded(name)))) {
            search(name, deadline);
            if (among(name).isEmpty() && tag.createMissing()) {
                create(name, deadline);
            }
        }
        return among(name);
    }

    /** A tag that was there is gone. */
    public synchronized void forget(long id) {
        known.remove(id);
    }

    /** One that is spelt just so goes first; of several that are alike the oldest. */
    private Optional<Long> among(String name) {
        return known.entrySet().stream()
                .filter(tag -> folded(tag.getValue()).equals(folded(name)))
                .min(Comparator.comparing(
                                (Map.Entry<Long, String> tag) -> !tag.getValue().equals(name))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private void search(String name, Deadline deadline) {
        JsonNode tags = keap.call(new Call(Repeat.SAFE, deadline, () -> api.named(name, PAGE)), timeout)
                .json()
                .path("tags");
        tags.forEach(this::learn);
        if (among(name).isEmpty()) {
            missedAt.put(folded(name), clock.instant());
        }
    }

    /** Keap keeps names of tags unique: if it refuses one, somebody else has just made it, or it is no name for a tag. */
    private void create(String name, Deadline deadline) {
        try {
            JsonNode tag = keap.call(new Call(Repeat.ONCE, deadline, () -> api.create(new NewTag(name))), timeout)
                    .json();
            if (tag.path("id").asLong() <= 0) {
                throw new KeapFailure.Unclear("Keap answered the making of a tag without the tag's id");
            }
            known.put(tag.path("id").asLong(), name);
        } catch (KeapFailure.Refused refused) {
            search(name, deadline);
            if (among(name).isEmpty()) {
                throw refused;
            }
        }
    }

    private void learn(JsonNode tag) {
        long id = tag.path("id").asLong();
        if (id > 0) {
            known.put(id, tag.path("name").asText(""));
        }
    }

    private boolean isKnownToBeMissing(Object tag) {
        Instant missed = missedAt.get(tag);
        return missed != null && !clock.instant().isAfter(missed.plus(FRESH));
    }

    private boolean found(long id, Deadline deadline) {
        JsonNode tag;
        try {
            tag = keap.call(new Call(Repeat.SAFE, deadline, () -> api.get(id)), timeout)
                    .json();
            if (tag.path("id").asLong() != id) {
                throw new KeapFailure.Unclear("Keap answered a look-up of a tag with something else");
            }
        } catch (KeapFailure.NotFound | KeapFailure.Refused e) {
            missedAt.put(id, clock.instant());
            return false;
        }
        learn(tag);
        return true;
    }
}
