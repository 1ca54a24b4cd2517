package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.KeapApis;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Repeat;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Which tags the account has. One call learns the first thousand and they are kept; any other tag is asked for by its id,
 * so that an account with more of them needs no paging, and one that was just added is found. That a tag does not exist
 * is never kept. Threadsafe.
 */
public final class Tags {

    /** The largest page that v1 is known to give. */
    private static final int PAGE = 1000;

    private final TagApi api;
    private final KeapClient keap;
    private final Duration timeout;

    private final Set<Long> known = new HashSet<>();
    private boolean listed;

    public Tags(KeapApis apis, KeapClient keap, Duration timeout) {
        this.api = apis.create(TagApi.class);
        this.keap = keap;
        this.timeout = timeout;
    }

    /** Whether a tag exists. */
    public synchronized boolean exists(long id, Deadline deadline) {
        if (!listed) {
            JsonNode tags = keap.call(new Call(Repeat.SAFE, deadline, () -> api.list(PAGE)), timeout)
                    .json()
                    .path("tags");
            tags.forEach(tag -> known.add(tag.path("id").asLong()));
            listed = true;
        }
        return known.contains(id) || found(id, deadline);
    }

    private boolean found(long id, Deadline deadline) {
        try {
            JsonNode tag = keap.call(new Call(Repeat.SAFE, deadline, () -> api.get(id)), timeout)
                    .json();
            if (tag.path("id").asLong() != id) {
                throw new KeapFailure.Unclear("Keap answered a look-up of a tag with something else");
            }
        } catch (KeapFailure.NotFound e) {
            return false;
        }
        known.add(id);
        return true;
    }
}
