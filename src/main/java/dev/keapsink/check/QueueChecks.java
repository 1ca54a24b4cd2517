package dev.keapsink.check;

import dev.keapsink.check.CheckReport.Line;
import dev.keapsink.resilience.Deadline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks whether the queues of the deployment exist, and whether each can have its role. */
public final class QueueChecks {

    private final Optional<String> source;
    private final Optional<String> rejects;
    private final QueueLookUp lookUp;

    /**
     * @param source the URL of the source queue; empty if the deployment does not name it
     * @param rejects the URL of the reject queue; empty if there is none
     */
    public QueueChecks(Optional<String> source, Optional<String> rejects, QueueLookUp lookUp) {
        this.source = source;
        this.rejects = rejects;
        this.lookUp = lookUp;
    }

    /**
     * @param local whether the check runs on an operator's machine, which needs no queue
     */
    List<Line> run(boolean local, Deadline deadline) {
        Map<QueueRole, Line> lines = new LinkedHashMap<>();
        lines.put(QueueRole.REJECTS, local ? elsewhere() : noRejectQueue());
        Optional<QueueFacts> rejectQueue = rejects.flatMap(url -> facts(QueueRole.REJECTS, url, lines, deadline));
        Optional<QueueFacts> sourceQueue = source.flatMap(url -> facts(QueueRole.SOURCE, url, lines, deadline));
        QueueConflict.between(sourceQueue, rejectQueue)
                .ifPresent(conflict -> lines.put(
                        conflict.role(),
                        Line.fail(conflict.role().title(), conflict.found() + ".", conflict.fix() + ".")));
        return List.copyOf(lines.values());
    }

    private static Line elsewhere() {
        return Line.note(
                QueueRole.REJECTS.title(),
                "KEAP_SINK_REJECT_QUEUE_URL is not set here, so the queue was not looked at. Terraform and SAM create it"
                        + " and set the variable; the deployed function check then looks at it.");
    }

    private static Line noRejectQueue() {
        return Line.fail(
                QueueRole.REJECTS.title(),
                "KEAP_SINK_REJECT_QUEUE_URL is not set: rejected records are returned and end in the dead-letter queue"
                        + " without their reason.",
                "Create a standard queue and set the variable to its URL.");
    }

    /** Reads the facts about a queue, and adds a line on it. If they cannot be read, the line says why. */
    private Optional<QueueFacts> facts(QueueRole role, String url, Map<QueueRole, Line> lines, Deadline deadline) {
        try {
            QueueFacts facts = lookUp.facts(url, deadline);
            lines.put(role, Line.pass(role.title(), "It is there."));
            return Optional.of(facts);
        } catch (QueueUnreadable e) {
            lines.put(role, Line.fail(role.title(), String.valueOf(e.getMessage()), e.fix(role)));
            return Optional.empty();
        }
    }
}
