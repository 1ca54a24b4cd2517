package dev.keapsink.grant;

/**
 * What a run of the function refresh came to.
 *
 * @param detail a sentence or two for a person
 */
public record RefreshReport(Result result, String detail) {

    /** In lower case, because that is how it is read. */
    public enum Result {
        /** There is nothing to renew: Keap accepts the API key. */
        api_key_accepted,
        /** The access token is good for hours. */
        not_due,
        /** There are new tokens, and they are stored. */
        refreshed,
        /** Somebody else renewed the grant meanwhile. */
        refreshed_elsewhere,
        /** Keap or Parameter Store could not be asked, and it is not urgent. */
        postponed
    }
}
