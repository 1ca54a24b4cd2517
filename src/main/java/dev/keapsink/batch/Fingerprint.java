package dev.keapsink.batch;

/**
 * What the ledger keeps as the hash of a request: two hashes, so that it shows what has changed.
 *
 * @param request the hash of what was asked of Keap; empty if it is not clear what was carried out
 * @param contact the hash of who the contact is
 */
record Fingerprint(String request, String contact) {

    private static final char BETWEEN = '.';

    /** Reads one from an entry; an empty text is that of a contact that was never written. */
    static Fingerprint of(String hash) {
        int end = hash.indexOf(BETWEEN);
        return end < 0 ? new Fingerprint("", "") : new Fingerprint(hash.substring(0, end), hash.substring(end + 1));
    }

    /** The same contact, but nobody knows as which request has left it. */
    Fingerprint unclear() {
        return new Fingerprint("", contact);
    }

    boolean isOfContact(Fingerprint other) {
        return !contact.isEmpty() && contact.equals(other.contact);
    }

    /** As the entry keeps it. */
    String text() {
        return contact.isEmpty() ? "" : request + BETWEEN + contact;
    }
}
