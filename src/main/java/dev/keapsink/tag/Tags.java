package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.KeapApis;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Repeat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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

    private final Set<Long> known = new HashSet<>();
    private final Map<Long, Instant> missedAt = new HashMap<>();
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
            tags.forEach(tag -> known.add(tag.path("id").asLong()));
            listed = true;
        }
    }

    /** Whether a tag exists. */
    public synchronized boolean exists(long id, Deadline deadline) {
        load(deadline);
        return known.contains(id) || (!isKnownToBeMissing(id) && found(id, deadline));
    }

    private boolean isKnownToBeMissing(long id) {
        Instant missed = missedAt.get(id);
        return missed != null && !clock.instant().isAfter(missed.plus(FRESH));
    }

    private boolean found(long id, Deadline deadline) {
        try {
            JsonNode tag = keap.call(new Call(Repeat.SAFE, deadline, () -> api.get(id)), timeout)
                    .json();
            if (tag.path("id").asLong() != id) {
                throw new KeapFailure.Unclear("Keap answered a look-up of a tag with something else");
            }
        } catch (KeapFailure.NotFound | KeapFailure.Refused e) {
            missedAt.put(id, clock.instant());
            return false;
        }
        known.add(id);
        return true;
    }
}
