package dev.keapsink.outcome;

import dev.keapsink.keap.KeapFailure;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The backstop of single records in one stage of a batch: a record that a bug of ours stopped comes back, and the log says
 * that the fault is ours, in so many words the first few times only. Threadsafe.
 */
public final class Backstop {

    private static final Logger LOG = Logger.getLogger("dev.keapsink.batch");

    /** So many have a line each. */
    private static final int MOST = 20;

    private final AtomicInteger count = new AtomicInteger();

    /** The result of what was stopped. */
    public Result.Failed stopped(Throwable thrown) {
        int number = count.incrementAndGet();
        if (number <= MOST) {
            LOG.errorf("A bug in Keap Sink stopped one record: %s", withoutMessage(thrown));
        } else if (number == MOST + 1) {
            LOG.error("A bug in Keap Sink stopped more records of this batch, which have no line each");
        }
        return new Result.Failed(new KeapFailure.Unclear("A bug in Keap Sink stopped the record"));
    }

    /** An exception's kind and places, without its message, which may quote a record. */
    public static String withoutMessage(Throwable thrown) {
        return thrown.getClass().getName()
                + Stream.of(thrown.getStackTrace())
                        .limit(10)
                        .map(frame -> "\n\tat " + frame)
                        .collect(Collectors.joining());
    }
}
