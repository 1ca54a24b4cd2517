package dev.keapsink.grant;

/**
 * Reports the result of a run of the function refresh.
 *
 * @param detail a sentence or two for the operator
 */
public record RefreshReport(Result result, String detail) {

    /** The results, in lower case as the reply shows them. */
    public enum Result {
        /** There is nothing to renew: Keap accepts the API key. */
        api_key_accepted,
        /** The access token is good for hours. */
        not_due,
        /** The new tokens are stored. */
        refreshed,
        /** Another writer renewed the grant meanwhile. */
        refreshed_elsewhere,
        /** Keap or Parameter Store could not be asked; the next run is early enough. */
        postponed
    }
}
