package dev.keapsink.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;

/**
 * Writes figures as lines from which CloudWatch Logs makes metrics (its embedded metric format), without a call and
 * without an agent. Each name costs one metric for the hours in which it is written. The lines bypass the log's
 * formatter, which must not touch them. Threadsafe.
 */
public final class Metrics {

    private static final String NAMESPACE = "KeapSink";

    private static final String FUNCTION = "FunctionName";

    private final PrintStream out;
    private final String function;
    private final InstantSource clock;

    /**
     * @param out the stream that Lambda sends to CloudWatch Logs, line by line
     * @param function the function's name, the only dimension of all figures
     */
    public Metrics(PrintStream out, String function, InstantSource clock) {
        this.out = out;
        this.function = function;
        this.clock = clock;
    }

    /** Discards all figures, for a run that is not an invocation. */
    public static Metrics none() {
        return new Metrics(new PrintStream(OutputStream.nullOutputStream()), "", InstantSource.system());
    }

    /** Writes one line. A hundred figures fit into it (CloudWatch Logs, embedded metric format specification). */
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
