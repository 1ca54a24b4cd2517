package dev.keapsink.idempotency;

import dev.keapsink.object.Change;
import dev.keapsink.step.ObjectSteps;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the changes of one batch ask, as the ledger keeps it. A change is asked for it several times on its way, and its request
 * is built and hashed once. Threadsafe.
 */
final class Fingerprints {

    private final StreamKeys keys;
    private final ObjectSteps objects;
    private final IdentityHashMap<Change, Fingerprint> known = new IdentityHashMap<>();

    Fingerprints(StreamKeys keys, ObjectSteps objects) {
        this.keys = keys;
        this.objects = objects;
    }

    Fingerprint of(Change change) {
        Fingerprint there = known(change);
        // Outside of any lock: two lanes that come at once find the same.
        return there != null ? there : known(change, found(change));
    }

    private Fingerprint found(Change change) {
        return Fingerprint.of(
                change.key(),
                keys.of(change).hash(objects.request(change)),
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
