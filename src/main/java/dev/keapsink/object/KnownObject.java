package dev.keapsink.object;

import java.time.Duration;

/**
 * An object that was written before.
 *
 * @param id in Keap
 * @param sameKey whether it was identified by the same key then
 * @param searched whether it had to be searched for then, because Keap's upsert could not find it
 * @param untilListed how long from now Keap's lists may still lack the object; zero if that time is over
 */
public record KnownObject(long id, boolean sameKey, boolean searched, Duration untilListed) {

    /** An object that this process has written a moment ago. */
    public static KnownObject justWritten(long id, boolean searched) {
        return new KnownObject(id, true, searched, History.LATEST_LISTING);
    }
}
