package dev.keapsink.tools.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * How much of a file is UTF-8. One broken row does not make a file Windows-1252: all of its other umlauts would become
 * two characters each, and nothing would say so.
 *
 * @param sound characters beyond ASCII that are UTF-8
 * @param broken places that are not
 */
record Utf8Share(long sound, long broken) {
    private static final int BUFFER = 1 << 13;

    boolean isUtf8() {
        return broken == 0 || sound > broken;
    }

    static Utf8Share of(InputStream in) throws IOException {
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer characters = CharBuffer.allocate(BUFFER);
        long sound = 0;
        long broken = 0;
        boolean atEnd = false;
        while (!atEnd) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            atEnd = read == -1;
            bytes.limit(bytes.position() + Math.max(read, 0)).position(0);
            CoderResult result = decoder.decode(bytes, characters, atEnd);
            while (!result.isUnderflow()) {
                sound += beyondAscii(characters);
                if (result.isError()) {
                    broken++;
                    bytes.position(bytes.position() + result.length());
                }
                result = decoder.decode(bytes, characters, atEnd);
            }
            sound += beyondAscii(characters);
            bytes.compact();
        }
        return new Utf8Share(sound, broken);
    }

    private static long beyondAscii(CharBuffer characters) {
        characters.flip();
        long beyond = characters.chars().filter(character -> character > 0x7F).count();
        characters.clear();
        return beyond;
    }
}
