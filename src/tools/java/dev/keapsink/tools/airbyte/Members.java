package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Idempotency;
import dev.keapsink.tag.TagWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The contacts that wear a tag in Keap. Threadsafe. */
final class Members {

    /** The largest page that v1 is known to return. */
    static final int PAGE = 1000;

    private static final Purpose READING = Purpose.of(Endpoint.TAG_SEARCH);
    private static final Purpose UNTAGGING = Purpose.of(Endpoint.UNTAGGING);

    private final KeapClient keap;
    private final TagWriter tags;
    private final Duration timeout;

    /**
     * @param tags takes a tag off single contacts
     * @param timeout of one call
     */
    Members(KeapClient keap, TagWriter tags, Duration timeout) {
        this.keap = keap;
        this.tags = tags;
        this.timeout = timeout;
    }

    /**
     * The ids of all contacts that wear a tag. If their number changes while the pages are read, they have moved from
     * page to page, so all pages are read once more.
     *
     * @throws KeapFailure if a page cannot be read
     */
    Set<Long> of(long tag, Deadline deadline) {
        Set<Long> members = new LinkedHashSet<>();
        if (!read(tag, members, deadline)) {
            read(tag, members, deadline);
        }
        return members;
    }

    /** Adds the members of all pages, and returns whether every page named the same number of them. */
    private boolean read(long tag, Set<Long> members, Deadline deadline) {
        Set<Long> seen = new LinkedHashSet<>();
        Set<Integer> counts = new LinkedHashSet<>();
        int offset = 0;
        boolean goesOn = true;
        while (goesOn) {
            JsonNode page = page(tag, offset, deadline);
            JsonNode contacts = page.path("contacts");
            if (!contacts.isArray()) {
                throw new KeapFailure.Unclear("Keap answered a look-up of a tag's contacts without a list of them");
            }
            int before = seen.size();
            contacts.forEach(entry -> seen.add(entry.path("contact").path("id").asLong()));
            offset += contacts.size();
            int count = page.path("count").asInt(Integer.MAX_VALUE);
            counts.add(count);
            // Keap may have a smaller page than the one that is asked for, so the count has to be reached as well.
            boolean isLast = contacts.size() < PAGE && offset >= count;
            goesOn = seen.size() > before && !isLast;
        }
        keap.confirmed(READING);
        seen.stream().filter(id -> id > 0).forEach(members::add);
        return counts.size() == 1;
    }

    private JsonNode page(long tag, int offset, Deadline deadline) {
        Call call = new Call(
                READING,
                tag,
                Idempotency.SAFE,
                deadline,
                new ApiCall<>(MemberApi.class, api -> api.list(tag, PAGE, offset)));
        return keap.call(call, timeout).json();
    }

    /**
     * Takes the tag off contacts, a hundred in a call. A contact that is gone, or does not wear the tag, is no failure.
     *
     * @throws KeapFailure if Keap did not confirm it; some may have lost the tag
     */
    void untag(long tag, Collection<Long> contacts, Deadline deadline) {
        for (List<Long> group : tags.divide(tag, contacts)) {
            try {
                untagTogether(tag, group, deadline);
            } catch (KeapFailure.NotFound | KeapFailure.Refused e) {
                // A contact that was deleted meanwhile must not keep the tag on the others.
                group.forEach(contact -> tags.remove(contact, Set.of(tag), deadline));
            }
        }
    }

    /**
     * Applies the tag to contacts, a hundred in a call, and returns how many have it now. A contact that is gone is no
     * failure.
     *
     * @throws KeapFailure if Keap did not answer; some may have got the tag
     */
    int tag(long tag, Collection<Long> contacts, Deadline deadline) {
        int failed = 0;
        for (List<Long> group : tags.divide(tag, contacts)) {
            failed += tags.apply(tag, group, deadline).size();
        }
        return contacts.size() - failed;
    }

    private void untagTogether(long tag, List<Long> contacts, Deadline deadline) {
        String ids = contacts.stream().map(String::valueOf).collect(Collectors.joining(","));
        Call call = new Call(
                UNTAGGING,
                Call.Tagging.of(tag, contacts),
                Idempotency.IDEMPOTENT,
                deadline,
                new ApiCall<>(MemberApi.class, api -> api.remove(tag, ids)));
        if (!keap.call(call, timeout).isEmpty()) {
            throw new KeapFailure.Unclear("Keap answered the removal of a tag with an unexpected reply");
        }
        keap.confirmed(UNTAGGING);
    }
}
