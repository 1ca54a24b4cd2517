package dev.keapsink.tools.airbyte;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Divides a stream of bytes into lines, and holds one line at a time. */
final class Lines {

    /**
     * Longer lines are read to their end, and dropped. Sources keep records below 20 MB, and a row of a CRM has
     * thousands of bytes.
     */
    static final int LONGEST = 20 << 20;

    private static final byte[] TOO_LONG = {};

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Whether a line is one that was longer than {@link #LONGEST}, so that its bytes were dropped. */
    static boolean isTooLong(byte[] line) {
        return line == TOO_LONG;
    }

    /** The next line without its end; empty at the end. The last line may have no end. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean isTooLong = false;
        while (true) {
            if (from == to && !fill()) {
                return line.size() == 0 && !isTooLong ? Optional.empty() : Optional.of(ended(line, isTooLong));
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            isTooLong |= line.size() + end - from > LONGEST;
            if (isTooLong) {
                line.reset();
            } else {
                line.write(buffer, from, end - from);
            }
            boolean hasEnd = end < to;
            from = hasEnd ? end + 1 : end;
            if (hasEnd) {
                return Optional.of(ended(line, isTooLong));
            }
        }
    }

    private static byte[] ended(ByteArrayOutputStream line, boolean isTooLong) {
        if (isTooLong) {
            return TOO_LONG;
        }
        byte[] bytes = line.toByteArray();
        int length = bytes.length;
        return length > 0 && bytes[length - 1] == '\r' ? Arrays.copyOf(bytes, length - 1) : bytes;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }
}
