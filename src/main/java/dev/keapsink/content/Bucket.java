package dev.keapsink.content;

import dev.keapsink.resilience.Deadline;
import java.util.Optional;

/** The bucket that holds files for records. Threadsafe. */
public interface Bucket {

    /** The bucket's name. */
    String name();

    /**
     * Reads an object.
     *
     * @return empty if there is no such object
     * @throws FileTooLarge if it has more bytes than the limit
     * @throws ContentUnavailable if it cannot be read now
     */
    Optional<byte[]> read(String key, FileLimit limit, Deadline deadline);

    /** Says that an object has more bytes than a file may have. */
    final class FileTooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        public FileTooLarge() {
            super("The object is larger than the limit", null, false, false);
        }
    }
}
