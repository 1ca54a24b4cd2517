package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.TagName;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Idempotency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes tags, each at most once: Keap may still be at it when it does not answer. Threadsafe. */
final class TagCreation {

    /** How long Keap may still be making a tag. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    /** Whoever waits for a tag does not ask for it more often. */
    private static final Duration RECENT = Duration.ofSeconds(5);

    private static final int MOST_REMEMBERED = 10_000;

    private final KeapClient keap;
    private final Duration timeout;
    private final InstantSource clock;

    private final Map<String, NotMade> notMade = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, NotMade> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** A tag that was ordered, and when it was last looked for; whether Keap makes it is not known. */
    private record NotMade(KeapFailure failure, Instant orderedAt, Instant lookedForAt) {}

    TagCreation(KeapClient keap, Duration timeout, InstantSource clock) {
        this.keap = keap;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Whether the tag was ordered a moment ago, and Keap did not say that it is made. */
    boolean isUnderWay(TagName tag) {
        return before(tag)
                .filter(order -> !clock.instant().isAfter(order.orderedAt().plus(UNDER_WAY)))
                .isPresent();
    }

    private synchronized Optional<NotMade> before(TagName tag) {
        return Optional.ofNullable(notMade.get(TagQuestion.folded(tag.name())));
    }

    private synchronized void remember(TagName tag, NotMade order) {
        notMade.put(TagQuestion.folded(tag.name()), order);
    }

    /**
     * Looks whether a tag that is under way is there by now.
     *
     * @throws KeapFailure the one that its order met, if it is not
     */
    void retell(TagName tag, BooleanSupplier isThere) {
        NotMade order = before(tag).orElseThrow();
        Instant now = clock.instant();
        boolean found = false;
        if (now.isAfter(order.lookedForAt().plus(RECENT))) {
            found = isThere.getAsBoolean();
            remember(tag, new NotMade(order.failure(), order.orderedAt(), now));
        }
        if (!found) {
            throw order.failure();
        }
    }

    /**
     * Has Keap make a tag.
     *
     * @param isThere whether it is there, asked when Keap refuses the name: then another one has just been made, or it is no name
     *     for a tag
     * @return its id; nothing if another one was made meanwhile
     */
    Optional<Long> make(TagName tag, BooleanSupplier isThere, Deadline deadline) {
        try {
            return Optional.of(made(tag, deadline));
        } catch (KeapFailure.Refused refused) {
            if (!isThere.getAsBoolean()) {
                throw refused;
            }
            return Optional.empty();
        } catch (KeapFailure failure) {
            remember(tag, new NotMade(failure, clock.instant(), clock.instant()));
            throw failure;
        }
    }

    private long made(TagName tag, Deadline deadline) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("name", tag.name());
        Call call = new Call(
                Endpoint.TAG_CREATION,
                TagQuestion.folded(tag.name()),
                Idempotency.ONCE,
                deadline,
                new ApiCall<>(TagApi.class, api -> api.create(body)));
        JsonNode made = keap.call(call, timeout).json();
        if (made.path("id").asLong() <= 0) {
            throw new KeapFailure.Unclear("Keap answered the making of a tag without the tag's id");
        }
        keap.confirmed(Endpoint.TAG_CREATION);
        return made.path("id").asLong();
    }
}
