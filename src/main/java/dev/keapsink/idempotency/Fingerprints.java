package dev.keapsink.idempotency;

import dev.keapsink.object.Change;
import dev.keapsink.step.ObjectWriter;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes the fingerprints of one batch's changes, and caches them: each is needed several times, but its request is
 * built and hashed only once. Threadsafe.
 */
final class Fingerprints {

    private final StreamKeys keys;
    private final ObjectWriter writer;
    private final IdentityHashMap<Change, Fingerprint> known = new IdentityHashMap<>();

    Fingerprints(StreamKeys keys, ObjectWriter writer) {
        this.keys = keys;
        this.writer = writer;
    }

    Fingerprint of(Change change) {
        Fingerprint there = known(change);
        // Outside of any lock: two lanes that come at once compute the same.
        return there != null ? there : known(change, found(change));
    }

    private Fingerprint found(Change change) {
        return Fingerprint.of(
                change.key(),
                keys.of(change).hash(writer.request(change)),
                keys.of(change).hash(change.key().text()));
    }

    private synchronized @Nullable Fingerprint known(Change change) {
        return known.get(change);
    }

    private synchronized Fingerprint known(Change change, Fingerprint found) {
        known.put(change, found);
        return found;
    }
}
