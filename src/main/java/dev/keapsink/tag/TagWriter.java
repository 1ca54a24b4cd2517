package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Idempotency;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Applies a tag to many contacts in one call, and removes tags from one contact. Threadsafe. */
public final class TagWriter {

    /** The most ids that Keap's own SDK sends in one call. The API documents no limit. */
    public static final int MAX_CONTACTS = 100;

    private final KeapClient keap;
    private final Duration timeout;
    private final Doubts doubts = new Doubts();

    /**
     * @param timeout of one call; Keap takes longer for a bulk call than for a contact
     */
    public TagWriter(KeapClient keap, Duration timeout) {
        this.keap = keap;
        this.timeout = timeout;
    }

    /**
     * Divides contacts into groups that share a call: of a hundred, or fewer after a call for them was not answered.
     */
    public List<List<Long>> divide(long tag, Collection<Long> contacts) {
        return doubts.divide(tag, contacts);
    }

    /** Remembers contacts whose shared call was not answered, because one of them may be the cause. */
    public void doubt(long tag, Collection<Long> contacts) {
        doubts.add(tag, contacts);
    }

    /** Whether the tag was applied to any contact since that moment. */
    public boolean wasApplied(long tag, Instant since) {
        return keap.recentSuccesses().since(Purpose.tagging(tag), since);
    }

    /** Whether the longest possible call would still end before the deadline. */
    public boolean isTimeFor(Deadline deadline) {
        return deadline.allows(timeout);
    }

    /**
     * Applies a tag.
     *
     * @param contacts at most {@link #MAX_CONTACTS} ids
     * @return the contacts that do not have the tag now, each with the reason; empty if all have it
     */
    public Map<Long, KeapFailure> apply(long tag, List<Long> contacts, Deadline deadline) {
        try {
            Call call = new Call(
                    Purpose.tagging(tag),
                    Call.Tagging.of(tag, contacts),
                    Idempotency.IDEMPOTENT,
                    deadline,
                    new ApiCall<>(TagApi.class, api -> api.apply(tag, ids(contacts))));
            Map<Long, KeapFailure> failures = failures(
                    tag, contacts, TagResults.of(keap.call(call, timeout).json()));
            if (failures.size() < contacts.size()) {
                keap.confirmed(Purpose.tagging(tag));
            }
            contacts.stream()
                    .filter(contact -> !failures.containsKey(contact))
                    .forEach(contact -> doubts.remove(tag, contact));
            return failures;
        } catch (KeapFailure failure) {
            return contacts.stream().collect(Collectors.toMap(contact -> contact, contact -> failure));
        }
    }

    private static JsonNode ids(List<Long> contacts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = body.putArray("ids");
        contacts.forEach(ids::add);
        return body;
    }

    private static Map<Long, KeapFailure> failures(long tag, List<Long> contacts, Map<Long, String> results) {
        Map<Long, KeapFailure> failures = new HashMap<>();
        for (long contact : contacts) {
            TagResults.failure(tag, results.get(contact)).ifPresent(failure -> failures.put(contact, failure));
        }
        return failures;
    }

    /**
     * Removes tags from a contact. A tag that the contact does not have is no failure.
     *
     * @throws KeapFailure if Keap did not confirm it
     */
    public void remove(long contact, Collection<Long> tags, Deadline deadline) {
        try {
            String ids = tags.stream().map(String::valueOf).collect(Collectors.joining(","));
            ApiCall<TagApi> request = new ApiCall<>(TagApi.class, api -> api.remove(contact, ids));
            Call call = new Call(Purpose.of(Endpoint.UNTAGGING), contact, Idempotency.IDEMPOTENT, deadline, request);
            if (!keap.call(call, timeout).isEmpty()) {
                throw new KeapFailure.Unclear("Keap answered the removal of tags with an unexpected reply");
            }
            keap.confirmed(Purpose.of(Endpoint.UNTAGGING));
        } catch (KeapFailure.NotFound e) {
            // The contact is gone, and its tags with it.
            keap.confirmed(Purpose.of(Endpoint.UNTAGGING));
        }
    }
}
