package dev.keapsink.tools.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * The share of a file that is valid UTF-8. One broken row does not make a file Windows-1252. Otherwise all umlauts of
 * its other rows would become two characters each without a warning.
 *
 * @param valid how many characters beyond ASCII are UTF-8
 * @param broken how many byte sequences are not UTF-8
 */
record Utf8Share(long valid, long broken) {
    private static final int BUFFER = 1 << 13;

    /** Whether the file is best read as UTF-8. */
    boolean isUtf8() {
        return broken == 0 || valid > broken;
    }

    /** Reads a stream to its end. The caller closes it. */
    static Utf8Share of(InputStream in) throws IOException {
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer characters = CharBuffer.allocate(BUFFER);
        long valid = 0;
        long broken = 0;
        boolean atEnd = false;
        while (!atEnd) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            atEnd = read == -1;
            bytes.limit(bytes.position() + Math.max(read, 0)).position(0);
            CoderResult result = decoder.decode(bytes, characters, atEnd);
            while (!result.isUnderflow()) {
                valid += beyondAscii(characters);
                if (result.isError()) {
                    broken++;
                    bytes.position(bytes.position() + result.length());
                }
                result = decoder.decode(bytes, characters, atEnd);
            }
            valid += beyondAscii(characters);
            bytes.compact();
        }
        return new Utf8Share(valid, broken);
    }

    private static long beyondAscii(CharBuffer characters) {
        characters.flip();
        long beyond = characters.chars().filter(character -> character > 0x7F).count();
        characters.clear();
        return beyond;
    }
}
