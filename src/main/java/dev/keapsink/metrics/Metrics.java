package dev.keapsink.metrics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/**
 * Writes figures as lines from which CloudWatch Logs makes metrics (its embedded metric format): no call, no agent, nothing
 * to pay for but the line. The log's formatter must not touch them, so they go out beside it. Threadsafe.
 */
public final class Metrics {

    private static final String NAMESPACE = "KeapSink";

    private static final String FUNCTION = "FunctionName";

    private final PrintStream out;
    private final String function;
    private final InstantSource clock;

    /**
     * @param out what Lambda sends to CloudWatch Logs, a line at a time
     * @param function its name, the one dimension that all figures have
     */
    public Metrics(PrintStream out, String function, InstantSource clock) {
        this.out = out;
        this.function = function;
        this.clock = clock;
    }

    /** Writes counts, by name. */
    public void count(Map<String, Integer> counts) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
        directive.putArray("Dimensions").addArray().add(FUNCTION);
        counts.keySet()
                .forEach(name -> directive
                        .withArray("Metrics")
                        .addObject()
                        .put("Name", name)
                        .put("Unit", "Count"));
        line.put(FUNCTION, function);
        counts.forEach(line::put);
        out.println(line);
    }
}
