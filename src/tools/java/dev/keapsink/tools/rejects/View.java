package dev.keapsink.tools.rejects;

import dev.keapsink.tools.queue.Reject;
import java.io.Closeable;
import java.io.PrintWriter;

/** One way to look at the messages of a queue. */
interface View extends Closeable {

    /** Takes the next message, each once. Returns false if no other one is needed. */
    boolean take(Reject reject);

    /** Prints the result after the last message. Returns whether it is what the operator asked for. */
    boolean finish(PrintWriter out);

    /** Releases what the view holds, also after a failure. */
    @Override
    default void close() {}
}
