package dev.keapsink.simulator;

/** How many calls Keap accepts a second (one every 1/perSecond, no bursts), a minute and a day. */
public record Quota(int perSecond, int perMinute, int perDay) {
    /** What Keap grants a personal access token or a service account key. */
    public static final Quota KEAP_API_KEY = new Quota(10, 240, 30_000);

    /** What Keap grants an OAuth2 client. */
    public static final Quota KEAP_OAUTH = new Quota(25, 1_500, 150_000);

    /** For tests about something else: no spike arrest, so that a standing clock does no harm, and ample windows. */
    public static final Quota GENEROUS = new Quota(Integer.MAX_VALUE, 1_000_000, 100_000_000);

    public Quota {
        if (perSecond < 1 || perMinute < 0 || perDay < 0) {
            throw new IllegalArgumentException("A quota needs at least 1 call a second and no negative limit");
        }
    }
}
