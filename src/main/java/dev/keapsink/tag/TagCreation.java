package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
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

/**
 * Creates tags. After a call that failed, Keap may still be creating the tag; the call is not repeated until that is
 * over. Threadsafe.
 */
final class TagCreation {

    /** The longest time for which Keap may still be creating a tag. */
    private static final Duration PENDING = Duration.ofMinutes(1);

    /** The shortest time between two look-ups of an ordered tag. */
    private static final Duration RECENT = Duration.ofSeconds(5);

    private static final int MAX_REMEMBERED = 10_000;

    private final KeapClient keap;
    private final Duration timeout;
    private final InstantSource clock;

    private final Map<String, Unconfirmed> unconfirmed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Unconfirmed> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /**
     * An order for a tag that Keap did not confirm, with the time of the last look-up. Keap may be creating the tag.
     */
    private record Unconfirmed(KeapFailure failure, Instant orderedAt, Instant lookedForAt) {}

    TagCreation(KeapClient keap, Duration timeout, InstantSource clock) {
        this.keap = keap;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Whether the tag was ordered a moment ago and Keap has not confirmed it. */
    boolean isPending(TagName tag) {
        return order(tag)
                .filter(order -> !clock.instant().isAfter(order.orderedAt().plus(PENDING)))
                .isPresent();
    }

    private synchronized Optional<Unconfirmed> order(TagName tag) {
        return Optional.ofNullable(unconfirmed.get(TagQuestion.folded(tag.name())));
    }

    private synchronized void remember(TagName tag, Unconfirmed order) {
        unconfirmed.put(TagQuestion.folded(tag.name()), order);
    }

    /**
     * Looks up an ordered tag that Keap has not confirmed.
     *
     * @throws KeapFailure the failure of its order, if the tag does not exist yet
     */
    void lookUpAgain(TagName tag, BooleanSupplier isThere) {
        Unconfirmed order = order(tag).orElseThrow();
        Instant now = clock.instant();
        boolean found = false;
        if (now.isAfter(order.lookedForAt().plus(RECENT))) {
            found = isThere.getAsBoolean();
            remember(tag, new Unconfirmed(order.failure(), order.orderedAt(), now));
        }
        if (!found) {
            throw order.failure();
        }
    }

    /**
     * Creates a tag.
     *
     * @param isThere looks the tag up after Keap refused its name: the tag may have just been created elsewhere, or the
     *     name is no valid one
     * @return the tag's id; empty if it was created elsewhere in the meantime
     */
    Optional<Long> create(TagName tag, BooleanSupplier isThere, Deadline deadline) {
        try {
            return Optional.of(created(tag, deadline));
        } catch (KeapFailure.Refused refused) {
            if (!isThere.getAsBoolean()) {
                throw refused;
            }
            return Optional.empty();
        } catch (KeapFailure failure) {
            remember(tag, new Unconfirmed(failure, clock.instant(), clock.instant()));
            throw failure;
        }
    }

    private long created(TagName tag, Deadline deadline) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("name", tag.name());
        Call call = new Call(
                Purpose.of(Endpoint.TAG_CREATION),
                TagQuestion.folded(tag.name()),
                Idempotency.ONCE,
                deadline,
                new ApiCall<>(TagApi.class, api -> api.create(body)));
        JsonNode created = keap.call(call, timeout).json();
        if (created.path("id").asLong() <= 0) {
            throw new KeapFailure.Unclear("Keap answered the creation of a tag without its id");
        }
        keap.confirmed(Purpose.of(Endpoint.TAG_CREATION));
        return created.path("id").asLong();
    }
}
