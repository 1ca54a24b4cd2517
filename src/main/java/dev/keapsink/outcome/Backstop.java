package dev.keapsink.outcome;

import dev.keapsink.keap.KeapFailure;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Turns an unexpected exception at one record into a result that lets the record come again. One instance serves one
 * stage of a batch. The log names each bug of ours, but only the first few with a line each. Threadsafe.
 */
public final class Backstop {

    private static final Logger LOG = Logger.getLogger("dev.keapsink.batch");

    /** The number of bugs that have a line each in the log of a batch. */
    private static final int MOST = 20;

    private final AtomicInteger count = new AtomicInteger();

    /** Logs the exception and returns the result of the record that it stopped. */
    public Result.Failed stopped(Throwable thrown) {
        int number = count.incrementAndGet();
        if (number <= MOST) {
            LOG.errorf("A bug in Keap Sink stopped one record: %s", withoutMessage(thrown));
        } else if (number == MOST + 1) {
            LOG.error("A bug in Keap Sink stopped more records of this batch; they have no lines of their own");
        }
        return new Result.Failed(new KeapFailure.Unclear("A bug in Keap Sink stopped the record"));
    }

    /** The class and stack trace of an exception. Its message is left out, because it may quote a record. */
    public static String withoutMessage(Throwable thrown) {
        return thrown.getClass().getName()
                + Stream.of(thrown.getStackTrace())
                        .limit(10)
                        .map(frame -> "\n\tat " + frame)
                        .collect(Collectors.joining());
    }
}
