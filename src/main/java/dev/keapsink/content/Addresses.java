package dev.keapsink.content;

import dev.keapsink.resilience.Deadline;
import java.net.InetAddress;
import java.util.List;

/** Looks up the addresses of hosts. Threadsafe. */
@FunctionalInterface
public interface Addresses {

    /**
     * All addresses of a host, in the order in which they should be tried.
     *
     * @throws ContentUnavailable if it has none, or nobody can tell
     */
    List<InetAddress> of(String host, Deadline deadline);
}
