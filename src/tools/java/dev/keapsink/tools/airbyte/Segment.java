package dev.keapsink.tools.airbyte;

/** The records of one stream between two of its states. Used by one thread. */
final class Segment {

    private long open;
    private long written;
    private long rejected;

    /** Another record has come. */
    void opened() {
        open++;
    }

    /** A record of it is in Keap, or there was nothing to write. */
    void written() {
        open--;
        written++;
    }

    /** A record of it is in the reject store. */
    void rejected() {
        open--;
        rejected++;
    }

    boolean isSettled() {
        return open == 0;
    }

    long writtenCount() {
        return written;
    }

    long rejectedCount() {
        return rejected;
    }
}
