package dev.keapsink.tools.records;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises UTF-16 and UTF-32 by their byte order marks. UTF-16 without a mark is recognised by the 0 beside most
 * Latin letters.
 */
final class WideUnicode {
    /** UTF-32 comes first, because its little-endian mark begins with that of UTF-16. */
    private static final Map<String, Charset> MARKS = new LinkedHashMap<>();

    static {
        MARKS.put("fffe0000", Charset.forName("UTF-32LE"));
        MARKS.put("0000feff", Charset.forName("UTF-32BE"));
        MARKS.put("fffe", UTF_16LE);
        MARKS.put("feff", UTF_16BE);
    }

    private WideUnicode() {}

    /** Returns the encoding that the first bytes of a file prove; empty for another encoding. */
    static Optional<Charset> of(byte[] start) {
        String first = HexFormat.of().formatHex(start, 0, Math.min(4, start.length));
        return MARKS.entrySet().stream()
                .filter(mark -> first.startsWith(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> unmarked(start));
    }

    /**
     * Compares pairs of bytes with a 0 to pairs without one. A single 0 is only a fault in a text of another encoding.
     */
    private static Optional<Charset> unmarked(byte[] start) {
        int little = 0;
        int big = 0;
        int narrow = 0;
        for (int i = 0; i + 1 < start.length; i += 2) {
            boolean first = isAscii(start[i]);
            boolean second = isAscii(start[i + 1]);
            little += first && start[i + 1] == 0 ? 1 : 0;
            big += start[i] == 0 && second ? 1 : 0;
            narrow += first && second ? 1 : 0;
        }
        if (Math.max(little, big) <= narrow) {
            return Optional.empty();
        }
        return Optional.of(little > big ? UTF_16LE : UTF_16BE);
    }

    private static boolean isAscii(byte one) {
        return one >= ' ' || one == '\n' || one == '\r' || one == '\t';
    }
}
