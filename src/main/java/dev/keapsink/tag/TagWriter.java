package dev.keapsink.tag;

import dev.keapsink.keap.Call;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Repeat;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Applies a tag to many contacts in one call, and takes tags off one contact. Threadsafe. */
public final class TagWriter {

    /** Keap's own SDK sends no more ids in one call; the API documents no number. */
    public static final int MAX_CONTACTS = 100;

    private final KeapClient keap;
    private final Duration timeout;

    /**
     * @param timeout of one call; a bulk call takes Keap longer than a contact does
     */
    public TagWriter(KeapClient keap, Duration timeout) {
        this.keap = keap;
        this.timeout = timeout;
    }

    /**
     * Applies a tag.
     *
     * @param contacts at most {@link #MAX_CONTACTS} ids
     * @return the contacts that do not have the tag now, each with the reason; empty when all have it
     */
    public Map<Long, KeapFailure> apply(long tag, List<Long> contacts, Deadline deadline) {
        try {
            KeapReply reply = keap.call(new Call(Repeat.IDEMPOTENT, deadline, TagApi.apply(tag, contacts)), timeout);
            return failures(contacts, TagResults.of(reply.json()));
        } catch (KeapFailure.Refused refused) {
            return contacts.size() <= 1 ? everyOne(contacts, refused) : halves(tag, contacts, deadline);
        } catch (KeapFailure.ServerError error) {
            return everyOne(contacts, contacts.size() <= 1 ? error : nobodys(error));
        } catch (KeapFailure failure) {
            return everyOne(contacts, failure);
        }
    }

    private static Map<Long, KeapFailure> everyOne(List<Long> contacts, KeapFailure failure) {
        return contacts.stream().collect(Collectors.toMap(contact -> contact, contact -> failure));
    }

    /** Keap stumbled over a call for many, which is held against none of them. */
    private static KeapFailure nobodys(KeapFailure.ServerError error) {
        return new KeapFailure.Unavailable(
                "Keap's server failed on a tag call",
                error.progress(),
                error.retryAfter().orElse(null));
    }

    /** One contact that Keap refuses must not cost the others their tag: halves until it stands alone. */
    private Map<Long, KeapFailure> halves(long tag, List<Long> contacts, Deadline deadline) {
        int middle = contacts.size() / 2;
        Map<Long, KeapFailure> failures = new HashMap<>(apply(tag, contacts.subList(0, middle), deadline));
        failures.putAll(apply(tag, contacts.subList(middle, contacts.size()), deadline));
        return failures;
    }

    private static Map<Long, KeapFailure> failures(List<Long> contacts, Map<Long, String> results) {
        Map<Long, KeapFailure> failures = new HashMap<>();
        for (long contact : contacts) {
            TagResults.failure(results.get(contact)).ifPresent(failure -> failures.put(contact, failure));
        }
        return failures;
    }

    /**
     * Takes tags off a contact; those it does not have are no failure.
     *
     * @throws KeapFailure if Keap did not confirm it
     */
    public void remove(long contact, Collection<Long> tags, Deadline deadline) {
        try {
            KeapReply reply = keap.call(new Call(Repeat.IDEMPOTENT, deadline, TagApi.remove(contact, tags)), timeout);
            if (!reply.isEmpty()) {
                throw new KeapFailure.Unclear("Keap answered the removal of tags with something else");
            }
        } catch (KeapFailure.NotFound e) {
            // The contact is gone, and its tags with it.
            return;
        }
    }
}
