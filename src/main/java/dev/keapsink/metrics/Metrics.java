package dev.keapsink.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;

/**
 * Writes figures as lines from which CloudWatch Logs makes metrics (its embedded metric format): no call and no agent. Each
 * name costs what a metric costs, for the hours in which it is written. The log's formatter must not touch the lines, so
 * they go out beside it. Threadsafe.
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

    /** For what is no invocation of its own. */
    public static Metrics none() {
        return new Metrics(new PrintStream(OutputStream.nullOutputStream()), "", InstantSource.system());
    }

    /** Writes one line; a hundred figures fit into it (CloudWatch Logs, embedded metric format specification). */
    public void write(List<Metric> metrics) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
        directive.putArray("Dimensions").addArray().add(FUNCTION);
        ArrayNode definitions = directive.putArray("Metrics");
        line.put(FUNCTION, function);
        for (Metric metric : metrics) {
            definitions.addObject().put("Name", metric.name()).put("Unit", metric.unit());
            if (metric.value() == Math.rint(metric.value())) {
                line.put(metric.name(), Math.round(metric.value()));
            } else {
                line.put(metric.name(), metric.value());
            }
        }
        out.println(line);
    }
}
