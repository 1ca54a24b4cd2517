package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapRequest;
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
import org.jspecify.annotations.Nullable;

/**
 * Which tags the account has. One call learns the first thousand. If that is all of them, what is not among them is looked
 * for by reading them anew; if the account has more, it is asked for by its id or name. Either way a tag that does not exist is
 * looked for again at most once a minute. Threadsafe.
 */
public final class Tags {

    /** The largest page that v1 is known to give. */
    private static final int PAGE = 1000;

    /** How long a miss is remembered. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** A list that is no older is not read again. */
    private static final Duration RECENT = Duration.ofSeconds(5);

    private final KeapClient keap;
    private final Duration timeout;
    private final InstantSource clock;

    private final Map<Long, String> known = new HashMap<>();
    private final Map<Object, Instant> missedAt = new HashMap<>();
    private final Map<String, NotMade> notMade = new HashMap<>();
    private boolean isWhole;
    private Instant readAt = Instant.MIN;

    /** A tag that was ordered, and when it was last looked for; whether Keap makes it is not known. */
    private record NotMade(KeapFailure failure, Instant orderedAt, Instant lookedForAt) {}

    public Tags(KeapClient keap, Duration timeout, InstantSource clock) {
        this.keap = keap;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Reads the list, unless it was read before. */
    public synchronized void load(Deadline deadline) {
        if (readAt.equals(Instant.MIN)) {
            read(deadline);
        }
    }

    /** Whether a tag exists. */
    public synchronized boolean exists(long id, Deadline deadline) {
        load(deadline);
        if (known.containsKey(id)) {
            return true;
        }
        return !isRecent(missedAt.get(id)) && (isWhole ? isThereNow(id, deadline) : found(id, deadline));
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
     * @throws KeapFailure if Keap did not make it; as long as it may still be at it, it is not told again
     */
    public synchronized Optional<Long> id(TagName tag, Deadline deadline) {
        load(deadline);
        String name = tag.name();
        if (among(name).isEmpty()) {
            lookFor(name, deadline);
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

    private void read(Deadline deadline) {
        JsonNode tags = tags(TagApi.list(PAGE), deadline);
        known.clear();
        tags.forEach(this::learn);
        isWhole = tags.size() < PAGE;
        readAt = clock.instant();
    }

    /** Many misses in one batch need one new list, not one each. */
    private void readAgain(Deadline deadline) {
        if (clock.instant().isAfter(readAt.plus(RECENT))) {
            read(deadline);
        }
    }

    private boolean isThereNow(long id, Deadline deadline) {
        readAgain(deadline);
        if (!known.containsKey(id)) {
            missedAt.put(id, clock.instant());
        }
        return known.containsKey(id);
    }

    /** Something that is no list would look like an account without tags, and sound records would be rejected. */
    private JsonNode tags(KeapRequest request, Deadline deadline) {
        JsonNode tags = keap.call(new Call(Repeat.SAFE, deadline, request), timeout)
                .json()
                .path("tags");
        if (!tags.isArray()) {
            throw new KeapFailure.Unclear("Keap answered a look-up of tags without a list of them");
        }
        return tags;
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

    private void lookFor(String name, Deadline deadline) {
        if (isRecent(missedAt.get(folded(name)))) {
            return;
        }
        if (isWhole) {
            readAgain(deadline);
        } else {
            search(name, deadline);
        }
        if (among(name).isEmpty()) {
            missedAt.put(folded(name), clock.instant());
        }
    }

    private void search(String name, Deadline deadline) {
        tags(TagApi.named(name, PAGE), deadline).forEach(this::learn);
    }

    private void create(String name, Deadline deadline) {
        NotMade before = notMade.get(folded(name));
        if (before != null && isRecent(before.orderedAt())) {
            lookWhetherItIsThere(name, before, deadline);
            return;
        }
        // Whoever made it since the list was read must not be joined by a second one.
        search(name, deadline);
        if (among(name).isEmpty()) {
            order(name, deadline);
        }
    }

    private void lookWhetherItIsThere(String name, NotMade before, Deadline deadline) {
        if (clock.instant().isAfter(before.lookedForAt().plus(RECENT))) {
            search(name, deadline);
            notMade.put(folded(name), new NotMade(before.failure(), before.orderedAt(), clock.instant()));
        }
        if (among(name).isEmpty()) {
            throw before.failure();
        }
    }

    private void order(String name, Deadline deadline) {
        try {
            make(name, deadline);
        } catch (KeapFailure.Refused refused) {
            giveUpUnlessThere(name, refused, deadline);
        } catch (KeapFailure failure) {
            notMade.put(folded(name), new NotMade(failure, clock.instant(), clock.instant()));
            throw failure;
        }
    }

    private void make(String name, Deadline deadline) {
        JsonNode tag = keap.call(new Call(Repeat.ONCE, deadline, TagApi.create(name)), timeout)
                .json();
        if (tag.path("id").asLong() <= 0) {
            throw new KeapFailure.Unclear("Keap answered the making of a tag without the tag's id");
        }
        known.put(tag.path("id").asLong(), name);
    }

    /** If Keap refuses a name, somebody else has just made the tag, or it is no name for one. */
    private void giveUpUnlessThere(String name, KeapFailure.Refused refused, Deadline deadline) {
        search(name, deadline);
        if (among(name).isEmpty()) {
            throw refused;
        }
    }

    private void learn(JsonNode tag) {
        long id = tag.path("id").asLong();
        if (id > 0) {
            known.put(id, tag.path("name").asText(""));
        }
    }

    private boolean isRecent(@Nullable Instant moment) {
        return moment != null && !clock.instant().isAfter(moment.plus(FRESH));
    }

    private boolean found(long id, Deadline deadline) {
        JsonNode tag;
        try {
            tag = keap.call(new Call(Repeat.SAFE, deadline, TagApi.get(id)), timeout)
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
