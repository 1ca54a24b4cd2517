package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The backstop of single records in one stage of a batch: a record that a bug of ours stopped comes back, and the log says
 * that the fault is ours, in so many words the first few times only. Threadsafe.
 */
final class Bugs {

    private static final Logger LOG = Logger.getLogger("dev.keapsink.batch");

    private final AtomicInteger count = new AtomicInteger();

    /** The result of what was stopped. */
    Result.Failed stopped(Throwable thrown) {
        int number = count.incrementAndGet();
        if (number <= RecordLines.MOST) {
            LOG.errorf("A bug in Keap Sink stopped one record: %s", BatchLog.withoutMessage(thrown));
        } else if (number == RecordLines.MOST + 1) {
            LOG.error("A bug in Keap Sink stopped more records of this batch, which have no line each");
        }
        return new Result.Failed(new KeapFailure.Unclear("A bug in Keap Sink stopped the record"));
    }
}
