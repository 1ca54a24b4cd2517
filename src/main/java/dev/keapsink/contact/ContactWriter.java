package dev.keapsink.contact;

import dev.keapsink.keap.Call;
import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Repeat;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Encoding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Writes one contact. With an e-mail address that is Keap's upsert, which may be repeated; without one every create is
 * preceded by a search, because a create that was repeated makes a second contact. Threadsafe.
 */
public final class ContactWriter {

    private final KeapClient keap;
    private final ContactSearch search;
    private final Rules rules;
    private final Duration timeout;

    /** A contact that Keap confirmed. */
    public record Saved(long id, Effect effect) {}

    /**
     * How contacts are written.
     *
     * @param match who is the same contact
     * @param policy which of them are written
     * @param encoding how the account wants what Keap's documentation leaves open
     * @param conventions say where numbers are dialled, if a record does not
     */
    public record Rules(MatchRule match, WritePolicy policy, Encoding encoding, Conventions conventions) {

        /** For producers without conventions. */
        public Rules(MatchRule match, WritePolicy policy, Encoding encoding) {
            this(match, policy, encoding, Conventions.NONE);
        }

        /** Where the numbers of a change are dialled that do not say so themselves. */
        Optional<String> region(ContactChange change) {
            return PhoneRegion.of(change.fields(), conventions);
        }
    }

    /**
     * @param timeout of one call
     */
    public ContactWriter(KeapClient keap, Rules rules, Duration timeout) {
        this.keap = keap;
        this.search = new ContactSearch(keap, rules, timeout);
        this.rules = rules;
        this.timeout = timeout;
    }

    /**
     * How many calls a change takes at most when nothing goes wrong, tags apart: most deletes and some writes look first, for
     * a number under each of its notations.
     */
    public int calls(ContactChange change) {
        return change.isDelete() || looksFirst(change) ? search.calls(change) + 1 : 1;
    }

    /** Whether what to do depends on the contact; one without an e-mail address has no safe upsert. */
    private boolean looksFirst(ContactChange change) {
        return change.key() instanceof ContactKey.ByPhone
                || rules.policy() != WritePolicy.UPSERT
                || change.dependsOnContact();
    }

    /** What a change asks of Keap, as a text that is the same for two changes which ask the same. It is personal. */
    public String request(ContactChange change) {
        return CanonicalRequest.of(change, rules);
    }

    /**
     * Updates a contact without an e-mail address that was written before, without looking for it.
     *
     * @param id which contact it was then
     * @param sameNumber whether it was found by the change's number then, so that it has it somewhere
     * @return nothing if that contact is not there any more, or if what to write depends on it
     */
    public Optional<Saved> update(long id, boolean sameNumber, ContactChange change, Deadline deadline) {
        if (change.key() instanceof ContactKey.ByEmail
                || rules.policy() != WritePolicy.UPSERT
                || change.dependsOnContact()) {
            return Optional.empty();
        }
        return (sameNumber ? change.withoutNumber() : Optional.of(change))
                .map(sent -> ContactBody.of(sent, null, rules.encoding()))
                .filter(body -> !body.isEmpty())
                .flatMap(body -> updated(id, change, body, deadline));
    }

    /**
     * Writes a contact that was found by its number and has an e-mail address now.
     *
     * @param id which contact it was then
     * @return nothing if somebody has the address already, if that contact is not there any more, or if what to write depends
     *     on it
     */
    public Optional<Saved> giveAddress(long id, ContactChange change, Deadline deadline) {
        return rules.policy() != WritePolicy.UPSERT || change.dependsOnContact() || isTaken(change, deadline)
                ? Optional.empty()
                : updated(id, change, ContactBody.of(change, null, rules.encoding()), deadline);
    }

    /** An address that cannot be searched for is left to Keap's upsert. */
    private boolean isTaken(ContactChange change, Deadline deadline) {
        try {
            return !search.find(change, ContactSearch.KEY_FIELDS, deadline).isEmpty();
        } catch (InvalidValue e) {
            return true;
        }
    }

    private Optional<Saved> updated(long id, ContactChange change, ContactBody body, Deadline deadline) {
        try {
            return Optional.of(saved(write(change, Repeat.IDEMPOTENT, deadline, ContactApi.update(id, body))));
        } catch (KeapFailure.NotFound e) {
            return Optional.empty();
        }
    }

    /**
     * Creates or updates a contact.
     *
     * @return the contact; nothing if it is not there and must not be created
     * @throws InvalidValue if several contacts match
     */
    public Optional<Saved> upsert(ContactChange change, Deadline deadline) {
        if (!looksFirst(change)) {
            return Optional.of(create(change, deadline));
        }
        Optional<ContactOnFile> found =
                one(change, change.dependsOnContact() ? V2Contact.ALL_FIELDS : ContactSearch.KEY_FIELDS, deadline);
        if (found.isPresent()) {
            return Optional.of(update(change, found.get(), deadline));
        }
        return rules.policy() == WritePolicy.UPDATE_ONLY ? Optional.empty() : Optional.of(create(change, deadline));
    }

    /** With an address even a contact that was not found is upserted, because it may have been made in between. */
    private Saved create(ContactChange change, Deadline deadline) {
        return switch (change.key()) {
            case ContactKey.ByEmail byEmail -> {
                ContactBody body = ContactBody.of(change, rules.match(), rules.encoding());
                yield saved(write(change, Repeat.IDEMPOTENT, deadline, ContactApi.upsert(body)));
            }
            case ContactKey.ByPhone byPhone -> {
                ContactBody body = ContactBody.of(change, null, rules.encoding());
                yield saved(write(change, Repeat.ONCE, deadline, ContactApi.create(body)));
            }
        };
    }

    private Saved update(ContactChange change, ContactOnFile contact, Deadline deadline) {
        if (rules.policy() == WritePolicy.CREATE_ONLY) {
            return new Saved(contact.id(), Effect.UNCHANGED);
        }
        ContactChange left = contact.left(change);
        ContactBody body = ContactBody.of(left, null, rules.encoding(), contact.lists(change, left));
        return body.isEmpty()
                ? new Saved(contact.id(), Effect.UNCHANGED)
                : updated(contact.id(), change, body, deadline)
                        .orElseThrow(() -> KeapFailure.Unavailable.ofContact(
                                "The contact went away between being found and being written"));
    }

    /**
     * The contact that a change means, if there is one.
     *
     * @throws InvalidValue if several match
     */
    public Optional<Long> find(ContactChange change, Deadline deadline) {
        return one(change, ContactSearch.KEY_FIELDS, deadline).map(ContactOnFile::id);
    }

    private Optional<ContactOnFile> one(ContactChange change, String fields, Deadline deadline) {
        List<ContactOnFile> found = search.find(change, fields, deadline);
        if (found.size() > 1) {
            throw new InvalidValue(new Outcome.Rejected(
                    Reason.AMBIGUOUS_MATCH,
                    change.key() instanceof ContactKey.ByEmail ? "email" : "phone",
                    "%d contacts in Keap match; merge them or make the record more precise.".formatted(found.size())));
        }
        return found.stream().findFirst();
    }

    /** Deletes a contact. One that is gone already is as good as deleted. */
    public void delete(long id, Deadline deadline) {
        try {
            Call call = new Call(Endpoint.CONTACT_DELETION, id, Repeat.IDEMPOTENT, deadline, ContactApi.delete(id));
            if (!keap.call(call, timeout).isEmpty()) {
                throw new KeapFailure.Unclear("Keap answered a deletion with something else");
            }
        } catch (KeapFailure.NotFound e) {
            keap.confirmed(Endpoint.CONTACT_DELETION);
            return;
        }
        keap.confirmed(Endpoint.CONTACT_DELETION);
    }

    private KeapReply write(ContactChange change, Repeat repeat, Deadline deadline, KeapRequest request) {
        return keap.call(new Call(Endpoint.CONTACT_WRITE, change.key(), repeat, deadline, request), timeout);
    }

    /** A 2xx without the contact's id is no confirmation. */
    private Saved saved(KeapReply reply) {
        long id = reply.json().path("id").asLong();
        if (id <= 0) {
            throw new KeapFailure.Unclear("Keap answered a contact write without the contact's id");
        }
        keap.confirmed(Endpoint.CONTACT_WRITE);
        return new Saved(id, reply.created() ? Effect.CREATED : Effect.UPDATED);
    }
}
