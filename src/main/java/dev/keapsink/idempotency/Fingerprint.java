package dev.keapsink.idempotency;

import dev.keapsink.object.Key;

/**
 * What the ledger keeps as the hash of a request: two hashes, so that it shows what has changed.
 *
 * @param request the hash of what was asked of Keap; empty if it is not clear what was carried out
 * @param contact by what the contact is found, as one letter, and the hash of who it is; only the letter if it is not clear
 *     who it is now; empty of a contact that was never written
 */
record Fingerprint(String request, String contact) {

    private static final char BETWEEN = '.';

    private static final String BY_PHONE = Key.By.PHONE.letter();

    /** Of a request about the contact with this key, of which both hashes are given. */
    static Fingerprint of(Key key, String request, String contact) {
        return new Fingerprint(request, key.by().letter() + contact);
    }

    /** Reads one from an entry; an empty text is that of a contact that was never written. */
    static Fingerprint of(String hash) {
        int end = hash.indexOf(BETWEEN);
        return end < 0 ? new Fingerprint("", "") : new Fingerprint(hash.substring(0, end), hash.substring(end + 1));
    }

    /** The same contact, but nobody knows as which request has left it. */
    Fingerprint unclear() {
        return new Fingerprint("", contact);
    }

    /** While this contact is perhaps being made what the other request asks: nobody knows by which number to find it. */
    Fingerprint becoming(Fingerprint other) {
        return contact.isEmpty() || isOfContact(other) ? unclear() : new Fingerprint("", contact.substring(0, 1));
    }

    /** Whether the contact was found by its number, for want of an e-mail address. */
    boolean isByPhone() {
        return contact.startsWith(BY_PHONE);
    }

    /** Whether it is known who the contact is, and it is not this one. */
    boolean isOfAnotherThan(Fingerprint other) {
        return contact.length() > 1 && !contact.equals(other.contact);
    }

    boolean isOfContact(Fingerprint other) {
        return !contact.isEmpty() && contact.equals(other.contact);
    }

    /** As the entry keeps it. */
    String text() {
        return contact.isEmpty() ? "" : request + BETWEEN + contact;
    }
}
