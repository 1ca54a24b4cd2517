package dev.keapsink.idempotency;

import dev.keapsink.object.Key;
import java.util.stream.Stream;

/**
 * The ledger's hash of a request: two hashes, which show separately whether the request and the object's key have
 * changed.
 *
 * @param request the hash of the request to Keap; empty if it is unclear which request was carried out
 * @param object a letter for the kind of key that finds the object, and the hash of that key. Only the letter if the
 *     key is unclear; empty for an object that was never written
 */
record Fingerprint(String request, String object) {

    private static final char BETWEEN = '.';

    /** The fingerprint of a request about the object with this key, from both hashes. */
    static Fingerprint of(Key key, String request, String object) {
        return new Fingerprint(request, key.by().letter() + object);
    }

    /** Reads a fingerprint from an entry; an empty text is that of an object that was never written. */
    static Fingerprint of(String hash) {
        int end = hash.indexOf(BETWEEN);
        return end < 0 ? new Fingerprint("", "") : new Fingerprint(hash.substring(0, end), hash.substring(end + 1));
    }

    /** The same object after an unknown request. */
    Fingerprint unclear() {
        return new Fingerprint("", object);
    }

    /**
     * The fingerprint while the other request is being carried out on this object. If that changes the key, it is
     * unclear by which key the object can be found.
     */
    Fingerprint becoming(Fingerprint other) {
        return object.isEmpty() || isOfObject(other) ? unclear() : new Fingerprint("", object.substring(0, 1));
    }

    /** Whether the object had to be searched for, because it has no key that Keap's upsert finds it by. */
    boolean isSearched() {
        return Stream.of(Key.By.values()).anyMatch(by -> !by.isUpserted() && object.startsWith(by.letter()));
    }

    /** Whether the object's key is known and is another one. */
    boolean isOfAnotherThan(Fingerprint other) {
        return object.length() > 1 && !object.equals(other.object);
    }

    boolean isOfObject(Fingerprint other) {
        return !object.isEmpty() && object.equals(other.object);
    }

    /** The text that the entry keeps. */
    String text() {
        return object.isEmpty() ? "" : request + BETWEEN + object;
    }
}
