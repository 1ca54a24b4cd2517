package dev.keapsink.check;

import dev.keapsink.check.CheckReport.Line;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.resilience.Deadline;
import java.util.ArrayList;
import java.util.List;

/** Checks a deployment and previews records. Makes no call that writes. */
public final class Check {

    /** The most messages to preview. More would exceed a function's answer and its time. */
    static final int MOST_PREVIEWED = 100;

    static final String MAPPING = "mapping";

    private static final List<String> FIELDS = List.of("records", "attributes", MAPPING);

    private final AccountChecks account;
    private final StreamChecks streams;
    private final QueueChecks queues;
    private final LedgerChecks ledger;
    private final Previews previews;

    public Check(
            AccountChecks account, StreamChecks streams, QueueChecks queues, LedgerChecks ledger, Previews previews) {
        this.account = account;
        this.streams = streams;
        this.queues = queues;
        this.ledger = ledger;
        this.previews = previews;
    }

    /** Runs every check, and previews the records in the request if Keap accepts the credential. */
    public CheckReport run(CheckRequest request, Deadline deadline) {
        List<Line> lines = new ArrayList<>(account.run(deadline));
        boolean asked = lines.getFirst().result() == CheckReport.Result.pass;
        lines.addAll(streams.run(asked, deadline));
        request.mappingDocument()
                .ifPresent(tried -> lines.add(
                        Line.note(MAPPING, "The event's mapping was used. The deployment goes on with its own.")));
        request.unknown()
                .forEach(field -> lines.add(Line.note(
                        "event",
                        "It has a field that means nothing here%s. A check reads records, attributes and mapping."
                                .formatted(DidYouMean.suggestion(field, FIELDS)))));
        lines.addAll(queues.run(request.local(), deadline));
        lines.addAll(ledger.run(asked, deadline));
        int messages = request.bodies().size();
        if (messages > MOST_PREVIEWED) {
            lines.add(Line.fail(
                    "preview",
                    "%,d messages are too many to preview.".formatted(messages),
                    "Send at most %d at a time.".formatted(MOST_PREVIEWED)));
        } else if (messages > 0 && !asked) {
            lines.add(Line.skip("preview", "not made, because Keap could not be asked"));
        }
        return new CheckReport(
                lines.stream().noneMatch(line -> line.result() == CheckReport.Result.fail),
                lines,
                asked && messages <= MOST_PREVIEWED ? previews.of(request, deadline) : List.of());
    }
}
