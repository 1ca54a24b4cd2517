package dev.keapsink.content;

import dev.keapsink.resilience.Deadline;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Fetches files over https. Threadsafe. */
@FunctionalInterface
public interface Download {

    /**
     * A server's answer.
     *
     * @param headers by lower-case name; the first value of each
     * @param body empty if it is longer than was asked for, or belongs to no success
     */
    record Answer(int status, Map<String, String> headers, Optional<byte[]> body) {
        /** Without the headers and the body. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /**
     * Asks one address for a file, and no other: neither is the host looked up again, nor is a redirect followed. The
     * server has to prove that it is the host.
     *
     * @param limit the most bytes of the body
     * @throws ContentUnavailable if no whole answer came
     */
    Answer get(URI file, InetAddress at, FileLimit limit, Deadline deadline);
}
