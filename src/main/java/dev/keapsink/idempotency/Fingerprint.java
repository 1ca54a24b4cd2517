package dev.keapsink.idempotency;

import dev.keapsink.object.Key;
import java.util.stream.Stream;

/**
 * What the ledger keeps as the hash of a request: two hashes, so that it shows what has changed.
 *
 * @param request the hash of what was asked of Keap; empty if it is not clear what was carried out
 * @param object by what the object is found, as one letter, and the hash of who it is; only the letter if it is not clear
 *     who it is now; empty of an object that was never written
 */
record Fingerprint(String request, String object) {

    private static final char BETWEEN = '.';

    /** Of a request about the object with this key, of which both hashes are given. */
    static Fingerprint of(Key key, String request, String object) {
        return new Fingerprint(request, key.by().letter() + object);
    }

    /** Reads one from an entry; an empty text is that of an object that was never written. */
    static Fingerprint of(String hash) {
        int end = hash.indexOf(BETWEEN);
        return end < 0 ? new Fingerprint("", "") : new Fingerprint(hash.substring(0, end), hash.substring(end + 1));
    }

    /** The same object, but nobody knows as which request has left it. */
    Fingerprint unclear() {
        return new Fingerprint("", object);
    }

    /** While this object is perhaps being made what the other request asks: nobody knows by which number to find it. */
    Fingerprint becoming(Fingerprint other) {
        return object.isEmpty() || isOfObject(other) ? unclear() : new Fingerprint("", object.substring(0, 1));
    }

    /** Whether the object had to be searched for, for want of what Keap's upsert finds it by. */
    boolean isSearched() {
        return Stream.of(Key.By.values()).anyMatch(by -> !by.isUpserted() && object.startsWith(by.letter()));
    }

    /** Whether it is known who the object is, and it is not this one. */
    boolean isOfAnotherThan(Fingerprint other) {
        return object.length() > 1 && !object.equals(other.object);
    }

    boolean isOfObject(Fingerprint other) {
        return !object.isEmpty() && object.equals(other.object);
    }

    /** As the entry keeps it. */
    String text() {
        return object.isEmpty() ? "" : request + BETWEEN + object;
    }
}
