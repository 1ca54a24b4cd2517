package dev.keapsink.contact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.contact.ContactSearch.Depth;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldType;
import dev.keapsink.field.Value;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.Purpose;
import dev.keapsink.object.Change;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.Key;
import dev.keapsink.object.KnownObject;
import dev.keapsink.object.Saved;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Idempotency;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Encoding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds and writes single contacts. Threadsafe.
 *
 * <p>A contact with an e-mail address is created by Keap's upsert, which may be repeated. Without an address, a
 * repeated create would make a second contact.
 */
final class ContactWriter {

    private static final Purpose WRITING = Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS);
    private static final Purpose DELETING = Purpose.of(Endpoint.DELETION, ObjectType.CONTACTS);

    private final KeapClient keap;
    private final ContactSearch search;
    private final Rules rules;
    private final Duration timeout;

    /**
     * The rules for writing contacts.
     *
     * @param match which contacts are the same
     * @param encoding the account's forms of values
     * @param conventions say in which country numbers are dialled, if a record does not
     */
    record Rules(MatchRule match, Encoding encoding, Conventions conventions) {

        /** The country in which a change's numbers without a country code are dialled. */
        Optional<String> region(Change change) {
            return PhoneRegion.of(change.values(), conventions);
        }
    }

    /**
     * @param timeout of one call
     */
    ContactWriter(KeapClient keap, Rules rules, Duration timeout) {
        this.keap = keap;
        this.search = new ContactSearch(keap, rules, timeout);
        this.rules = rules;
        this.timeout = timeout;
    }

    /** The most calls that a search takes: one for each notation of a number. */
    int searches(Change change) {
        return search.calls(change);
    }

    /** The canonical request of a change. */
    ObjectNode request(Change change) {
        return CanonicalRequest.of(change, rules);
    }

    /**
     * The contact that a change is about, if it exists.
     *
     * @throws InvalidValue if several contacts match
     */
    Optional<ExistingObject> find(Change change, Deadline deadline) {
        boolean whole = !change.isDelete() && change.dependsOnObject();
        List<ExistingObject> found = search.find(change, whole ? Depth.WHOLE : Depth.KEY, deadline);
        if (found.size() > 1) {
            throw new InvalidValue(new Outcome.Rejected(
                    Reason.AMBIGUOUS_MATCH,
                    change.key().by() == Key.By.EMAIL ? "email" : "phone",
                    "%d contacts in Keap match; merge them or make the record more precise.".formatted(found.size())));
        }
        return found.stream().findFirst();
    }

    /** Creates a contact. With an e-mail address it is upserted, because it may have been created since the search. */
    Saved create(Change change, Deadline deadline) {
        return switch (change.key().by()) {
            case EMAIL -> {
                ContactBody body = ContactBody.of(change, rules.match(), rules.encoding());
                yield saved(write(
                        change,
                        Idempotency.IDEMPOTENT,
                        deadline,
                        new ApiCall<>(ContactApi.class, api -> api.upsert(body.json()))));
            }
            case PHONE -> {
                ContactBody body = ContactBody.of(change, null, rules.encoding());
                yield saved(write(
                        change,
                        Idempotency.ONCE,
                        deadline,
                        new ApiCall<>(ContactApi.class, api -> api.create(body.json()))));
            }
            case NAME, SOURCE_KEY ->
                throw new IllegalArgumentException("A contact is created by its address or number only");
        };
    }

    /** Writes the rest of a change for a contact that was found; empty if the contact is gone. */
    Optional<Saved> update(ExistingObject found, Change change, Deadline deadline) {
        ExistingContact contact = new ExistingContact(found.id(), found.document(), rules.region(change));
        Change left = contact.left(change);
        ContactBody body = ContactBody.of(left, null, rules.encoding(), contact.lists(change, left));
        return body.isEmpty()
                ? Optional.of(new Saved(found.id(), Effect.UNCHANGED))
                : updated(found.id(), change, body, deadline);
    }

    /**
     * Updates a contact that was found by another address before, or by its number. If no other contact has the record's
     * e-mail address, this contact gets it.
     *
     * @return empty if the contact is gone, or if Keap's upsert has to find it by its address
     */
    Optional<Saved> update(KnownObject known, Change change, Deadline deadline) {
        if (change.key().by() == Key.By.EMAIL) {
            return (known.searched() || !known.sameKey()) && !isTaken(change, deadline)
                    ? updated(known.id(), change, ContactBody.of(change, null, rules.encoding()), deadline)
                    : Optional.empty();
        }
        return (known.sameKey() ? withoutNumber(change) : Optional.of(change))
                .map(sent -> ContactBody.of(sent, null, rules.encoding()))
                .filter(body -> !body.isEmpty())
                .flatMap(body -> updated(known.id(), change, body, deadline));
    }

    /** An address that cannot be searched for counts as taken, so that Keap's upsert decides. */
    private boolean isTaken(Change change, Deadline deadline) {
        try {
            return !search.find(change, Depth.KEY, deadline).isEmpty();
        } catch (InvalidValue e) {
            return true;
        }
    }

    /**
     * The change without the number by which the contact is found, because the contact may have it in another slot.
     * Empty if the change has a part of the number, or another number that could take that slot.
     */
    private static Optional<Change> withoutNumber(Change change) {
        boolean needed = change.values().keySet().stream()
                .map(field -> ContactFields.base(field).orElse(field))
                .anyMatch(field -> field.kind() == FieldType.PHONE
                        && field.list().equals(ContactFields.PHONE1.list())
                        && (!field.equals(ContactFields.PHONE1) || hasParts(change.values(), field)));
        if (needed) {
            return Optional.empty();
        }
        SortedMap<Field, Value> others = new TreeMap<>(change.values());
        others.remove(ContactFields.PHONE1);
        return Optional.of(change.withOnly(others));
    }

    private static boolean hasParts(Map<Field, Value> values, Field number) {
        return values.keySet().stream()
                .flatMap(field -> ContactFields.base(field).stream())
                .anyMatch(number::equals);
    }

    private Optional<Saved> updated(long id, Change change, ContactBody body, Deadline deadline) {
        try {
            return Optional.of(saved(write(
                    change,
                    Idempotency.IDEMPOTENT,
                    deadline,
                    new ApiCall<>(ContactApi.class, api -> api.update(id, body.json())))));
        } catch (KeapFailure.NotFound e) {
            return Optional.empty();
        }
    }

    /** Deletes a contact. A contact that is gone already counts as deleted. */
    void delete(long id, Deadline deadline) {
        try {
            Call call = new Call(
                    DELETING,
                    id,
                    Idempotency.IDEMPOTENT,
                    deadline,
                    new ApiCall<>(ContactApi.class, api -> api.delete(id)));
            if (!keap.call(call, timeout).isEmpty()) {
                throw new KeapFailure.Unclear("Keap answered a deletion with an unexpected reply");
            }
        } catch (KeapFailure.NotFound e) {
            keap.confirmed(DELETING);
            return;
        }
        keap.confirmed(DELETING);
    }

    private KeapReply write(Change change, Idempotency idempotency, Deadline deadline, ApiCall<ContactApi> request) {
        return keap.call(new Call(WRITING, change.key(), idempotency, deadline, request), timeout);
    }

    /** A 2xx reply without the contact's id is no confirmation. */
    private Saved saved(KeapReply reply) {
        long id = reply.json().path("id").asLong();
        if (id <= 0) {
            throw new KeapFailure.Unclear("Keap answered a contact write without the contact's id");
        }
        keap.confirmed(WRITING);
        return new Saved(id, reply.created() ? Effect.CREATED : Effect.UPDATED);
    }
}
