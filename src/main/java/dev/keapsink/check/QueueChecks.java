package dev.keapsink.check;

import dev.keapsink.check.CheckReport.Line;
import dev.keapsink.resilience.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the queues that the deployment names are there. */
public final class QueueChecks {

    private static final String REJECTS = "reject queue";

    private static final String SOURCE = "source queue";

    private final Optional<String> source;
    private final Optional<String> rejects;
    private final QueueLookUp lookUp;

    /**
     * @param source the URL of the source queue, if the deployment names it
     * @param rejects the URL of the reject queue, if there is one
     */
    public QueueChecks(Optional<String> source, Optional<String> rejects, QueueLookUp lookUp) {
        this.source = source;
        this.rejects = rejects;
        this.lookUp = lookUp;
    }

    List<Line> run(Deadline deadline) {
        List<Line> lines = new ArrayList<>();
        lines.add(rejects.map(url -> line(REJECTS, "KEAP_SINK_REJECT_QUEUE_URL", url, deadline))
                .orElseGet(() -> Line.fail(
                        REJECTS,
                        "KEAP_SINK_REJECT_QUEUE_URL is not set: rejected records are returned and end in the"
                                + " dead-letter queue without their reason.",
                        "Create a standard queue and set the variable to its URL.")));
        source.ifPresent(url -> lines.add(line(SOURCE, "KEAP_SINK_QUEUE_URL", url, deadline)));
        return lines;
    }

    private Line line(String check, String variable, String url, Deadline deadline) {
        return lookUp.problem(url, deadline)
                .map(problem -> Line.fail(
                        check,
                        problem,
                        "Correct %s, create the queue, or give the function sqs:GetQueueAttributes on it."
                                .formatted(variable)))
                .orElseGet(() -> Line.pass(check, "It is there."));
    }
}
