package dev.keapsink.simulator;

/**
 * The number of calls that Keap accepts.
 *
 * @param perSecond calls a second, without bursts: after a call, the next one is accepted after 1/perSecond
 * @param perMinute calls in each minute of the clock
 * @param perDay calls in each day, in UTC
 */
public record Quota(int perSecond, int perMinute, int perDay) {
    /** Keap's quota for a personal access token or a service account key. */
    public static final Quota KEAP_API_KEY = new Quota(10, 240, 30_000);

    /** Keap's quota for an OAuth2 client. */
    public static final Quota KEAP_OAUTH = new Quota(25, 1_500, 150_000);

    /** A quota that no test uses up. It has no spike arrest, so that many calls may pass while a clock stands still. */
    public static final Quota GENEROUS = new Quota(Integer.MAX_VALUE, 1_000_000, 100_000_000);

    /**
     * A quota.
     *
     * @throws IllegalArgumentException if a limit is negative, or a second has no call
     */
    public Quota {
        if (perSecond < 1 || perMinute < 0 || perDay < 0) {
            throw new IllegalArgumentException("A quota needs at least 1 call a second and no negative limit");
        }
    }
}
