package dev.keapsink.export;

import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;

/**
 * How many calls an export takes, as far as Keap counts its rows. The lists of v2 are not counted: each takes a call for
 * every thousand rows, and each order one for its payments.
 *
 * @param contacts in the account, or with a change since the begin of an incremental export
 * @param tags in the account
 * @param calls without those for what is not counted
 */
public record Estimate(long contacts, long tags, long calls) {

    /**
     * Asks Keap.
     *
     * @throws KeapFailure if it does not answer
     */
    public static Estimate of(KeapClient keap, Export.Request request, Duration timeout, Deadline deadline) {
        KeapLists lists = new KeapLists(keap, request.since(), timeout);
        long tags = lists.count(ExportObject.TAG, deadline);
        long contacts = request.all().contains(ExportObject.CONTACT) ? lists.count(ExportObject.CONTACT, deadline) : 0;
        long members = request.all().contains(ExportObject.CONTACT_TAG) ? tags : 0;
        return new Estimate(contacts, tags, request.all().size() + pages(contacts) + pages(tags) + members);
    }

    private static long pages(long rows) {
        return rows / OffsetPage.LIMIT;
    }
}
