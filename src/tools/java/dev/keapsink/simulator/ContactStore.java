package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The contacts of the account, oldest first. Two indexes find them by the e-mails and the phone numbers of all slots.
 */
final class ContactStore {
    private final TreeMap<Long, StoredContact> contacts = new TreeMap<>();
    private final Map<String, NavigableSet<Long>> idsByEmail = new HashMap<>();
    private final Map<String, NavigableSet<Long>> idsByPhone = new HashMap<>();
    private final ContactMerge merge;
    private long lastId = 1000;

    ContactStore(ContactMerge merge) {
        this.merge = merge;
    }

    StoredContact create(ObjectNode body, Instant now) {
        ObjectNode fields = merge.into(Json.object(), body);
        return put(new StoredContact(++lastId, fields, new TreeMap<>(), new TreeMap<>(), now, now));
    }

    StoredContact update(StoredContact old, ObjectNode body, Instant now) {
        remove(old.id());
        ObjectNode fields = merge.into(old.fields(), body);
        return put(new StoredContact(old.id(), fields, old.tags(), old.timesApplied(), old.created(), now));
    }

    private StoredContact put(StoredContact contact) {
        contacts.put(contact.id(), contact);
        for (String email : contact.emails()) {
            idsByEmail.computeIfAbsent(key(email), unused -> new TreeSet<>()).add(contact.id());
        }
        for (String phone : contact.phones()) {
            idsByPhone.computeIfAbsent(phone, unused -> new TreeSet<>()).add(contact.id());
        }
        return contact;
    }

    /** Removes a contact; false if there is none. */
    boolean remove(long id) {
        StoredContact contact = contacts.remove(id);
        if (contact == null) {
            return false;
        }
        for (String email : contact.emails()) {
            idsByEmail.getOrDefault(key(email), new TreeSet<>()).remove(id);
        }
        for (String phone : contact.phones()) {
            idsByPhone.getOrDefault(phone, new TreeSet<>()).remove(id);
        }
        return true;
    }

    Optional<StoredContact> find(long id) {
        return Optional.ofNullable(contacts.get(id));
    }

    /**
     * The contact with this id.
     *
     * @throws Refusal if there is none
     */
    StoredContact get(long id) {
        return find(id).orElseThrow(() -> Refusal.notFound("Contact", id));
    }

    /** The contacts with this e-mail in any slot, in upper or lower case. */
    List<StoredContact> withEmail(String email) {
        return all(idsByEmail.getOrDefault(key(email), new TreeSet<>()));
    }

    /** The contacts with this phone number in any slot, written in the same way. */
    List<StoredContact> withPhone(String number) {
        return all(idsByPhone.getOrDefault(number, new TreeSet<>()));
    }

    private List<StoredContact> all(Collection<Long> ids) {
        return ids.stream().map(contacts::get).toList();
    }

    Collection<StoredContact> all() {
        return contacts.values();
    }

    private static String key(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
