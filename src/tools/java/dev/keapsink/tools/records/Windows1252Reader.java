package dev.keapsink.tools.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads a file in Windows-1252, and the lines of it that are UTF-8 as UTF-8, because files may be put together from
 * several sources. A line in both encodings has a {@link TextFile#NO_CHARACTER}, so that it is reported.
 */
final class Windows1252Reader extends Reader {
    static final Charset CHARSET = Charset.forName("windows-1252");

    /** A line with more bytes is read in pieces. */
    private static final int LONGEST = 1 << 16;

    private static final int SHOWN = 10;

    private static final char REPLACED = '\uFFFD';
    private static final char LAST_OF_ASCII = '\u007F';
    private static final char LAST_OF_LATIN = '\u024F';
    private static final char LAST_OF_TWO_BYTES = '\u07FF';

    private final InputStream in;
    private final List<Long> utf8Lines = new ArrayList<>();
    private String text = "";
    private int at;
    private long line = 1;
    private long utf8Count;
    private boolean endsInReturn;

    Windows1252Reader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Returns sentences on a file in this encoding. Reads the stream to its end and closes it. */
    static List<String> notes(InputStream in) throws IOException {
        try (Windows1252Reader all = new Windows1252Reader(in)) {
            while (all.fill()) {
                // Each call counts a line.
            }
            return all.notes();
        }
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(List.of("Read as Windows-1252, because it is not UTF-8."));
        if (utf8Count > 0) {
            String lines =
                    String.join(", ", utf8Lines.stream().map("%,d"::formatted).toList());
            String more = utf8Count > SHOWN ? " and %,d more".formatted(utf8Count - SHOWN) : "";
            notes.add("Lines in UTF-8 are read as UTF-8: %s%s.".formatted(lines, more));
        }
        return notes;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (at == text.length() && !fill()) {
            return -1;
        }
        int count = Math.min(length, text.length() - at);
        text.getChars(at, at + count, buffer, offset);
        at += count;
        return count;
    }

    /** Reads the next line, or the next piece of a long one. Returns false at the end of the file. */
    private boolean fill() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        while (next != -1) {
            line += endsInReturn && next != '\n' ? 1 : 0;
            endsInReturn = next == '\r';
            bytes.write(next);
            if (next == '\n' || next == '\r' || (bytes.size() >= LONGEST && next <= 0x7F)) {
                break;
            }
            next = in.read();
        }
        text = decoded(bytes.toByteArray());
        at = 0;
        line += next == '\n' ? 1 : 0;
        return bytes.size() > 0;
    }

    private String decoded(byte[] bytes) {
        String utf8 = new String(bytes, UTF_8);
        if (!hasLetters(utf8)) {
            return new String(bytes, CHARSET).replace(REPLACED, TextFile.NO_CHARACTER);
        }
        if (Arrays.equals(utf8.getBytes(UTF_8), bytes)) {
            countUtf8();
            return utf8;
        }
        return utf8.replace(REPLACED, TextFile.NO_CHARACTER);
    }

    private void countUtf8() {
        utf8Count++;
        if (utf8Lines.size() < SHOWN) {
            utf8Lines.add(line);
        }
    }

    /** Whether a text that was decoded as UTF-8 has a letter beyond ASCII that Windows-1252 does not explain. */
    private static boolean hasLetters(String utf8) {
        return IntStream.range(0, utf8.length())
                .anyMatch(index -> utf8.charAt(index) > LAST_OF_ASCII
                        && utf8.charAt(index) != REPLACED
                        && !isCapitalBeforeQuote(utf8, index));
    }

    /** In Windows-1252, a capital before a typographic quotation mark, {@code CAFÉ”}, looks like a letter in UTF-8. */
    private static boolean isCapitalBeforeQuote(String utf8, int index) {
        return isOfOtherScript(utf8, index) && !isOfOtherScript(utf8, index - 1) && !isOfOtherScript(utf8, index + 1);
    }

    private static boolean isOfOtherScript(String utf8, int index) {
        return index >= 0
                && index < utf8.length()
                && utf8.charAt(index) > LAST_OF_LATIN
                && utf8.charAt(index) <= LAST_OF_TWO_BYTES;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
