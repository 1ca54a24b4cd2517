package dev.keapsink.content;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most bytes of one file.
 *
 * @param bytes positive
 */
public record FileLimit(int bytes) {

    /** A process holds two files of this size at once, and each may be there twice for a moment. */
    private static final FileLimit LARGEST = ofMegabytes(50);

    private static final Pattern SIZE = Pattern.compile("(\\d{1,8}) ?(KB|MB)", Pattern.CASE_INSENSITIVE);

    public FileLimit {
        if (bytes < 1) {
            throw new IllegalArgumentException("A file has at least one byte");
        }
    }

    private static FileLimit ofMegabytes(int megabytes) {
        return new FileLimit(megabytes << 20);
    }

    /**
     * The limit in a text such as {@code 10 MB}. As with memory, a kilobyte has 1,024 bytes.
     *
     * @throws IllegalArgumentException for any other text, and for more than 50 MB
     */
    public static FileLimit parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException("A size has a number and KB or MB");
        }
        boolean mega = size.group(2).toUpperCase(Locale.ROOT).equals("MB");
        long bytes = Long.parseLong(size.group(1)) << (mega ? 20 : 10);
        if (bytes > LARGEST.bytes) {
            throw new IllegalArgumentException("A file has 50 MB at most");
        }
        return new FileLimit((int) bytes);
    }

    /** The sentence about a file that is larger. */
    String exceeded() {
        return "The file is larger than KEAP_SINK_FILE_LIMIT allows (%s); send a smaller one, or raise the limit"
                .formatted(this);
    }

    @Override
    public String toString() {
        boolean mega = bytes % (1 << 20) == 0;
        return mega ? "%d MB".formatted(bytes >> 20) : "%d KB".formatted(Math.ceilDiv(bytes, 1 << 10));
    }
}
