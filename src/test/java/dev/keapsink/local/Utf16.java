package dev.keapsink.local;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Tells UTF-16 by its byte order mark, or by its bytes: there every other one of an English header is 0, which no text in
 * another encoding holds at all.
 */
final class Utf16 {
    /** Of the halves of characters: header rows in other scripts have their separators and line ends. */
    private static final double LEAST_ZEROS = 0.05;

    private Utf16() {}

    /** Looks at the first bytes of a file. */
    static Optional<Charset> of(byte[] start) {
        if (startsWith(start, 0xFF, 0xFE)) {
            return Optional.of(UTF_16LE);
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            return Optional.of(UTF_16BE);
        }
        int even = zeros(start, 0);
        int odd = zeros(start, 1);
        if (even + odd < LEAST_ZEROS * start.length / 2) {
            return Optional.empty();
        }
        if (even == 0 && odd > 0) {
            return Optional.of(UTF_16LE);
        }
        return odd == 0 && even > 0 ? Optional.of(UTF_16BE) : Optional.empty();
    }

    private static boolean startsWith(byte[] start, int first, int second) {
        return start.length > 1 && start[0] == (byte) first && start[1] == (byte) second;
    }

    private static int zeros(byte[] bytes, int from) {
        int zeros = 0;
        for (int i = from; i < bytes.length; i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return zeros;
    }
}
