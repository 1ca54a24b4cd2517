package dev.keapsink.object;

import java.time.Duration;
import java.time.Instant;

/** What is remembered of the object of a change when the change is written. Immutable. */
public sealed interface History {

    /** How long Keap's lists may lack a new object. Its documents name no time; minutes are a generous one. */
    Duration LATEST_LISTING = Duration.ofMinutes(5);

    /** How long from now lists may still lack an object that was made at a moment; zero if that time is over. */
    static Duration untilListed(Instant made, Instant now) {
        Duration left = Duration.between(now, made.plus(LATEST_LISTING));
        return left.isPositive() ? left : Duration.ZERO;
    }

    /** Nothing, because there is no ledger. A create may have been sent before. */
    record Unknown() implements History {}

    /** No create was sent that could have made the object. */
    record NeverSent() implements History {}

    /**
     * A create was sent, and it is unknown whether Keap carried it out.
     *
     * @param since when the earliest such create was sent
     * @param untilListed how long from now Keap's lists may still lack an object that it made; zero if that time is over
     * @param looks how often the object was looked for since, and not found
     */
    record InDoubt(Instant since, Duration untilListed, int looks) implements History {}

    /**
     * The object was written before.
     *
     * @param ifGone what is remembered of a create after that, should the object no longer exist
     */
    record Known(KnownObject object, History ifGone) implements History {}
}
