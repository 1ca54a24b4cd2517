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
 * The characters of a file in Windows-1252, but for lines that are UTF-8: files are put together from several sources. A line that
 * is partly the one and partly the other has a character that is none.
 */
final class Windows extends Reader {
    static final Charset CHARSET = Charset.forName("windows-1252");

    /** A longer line is taken in pieces. */
    private static final int LONGEST = 1 << 16;

    private static final int SHOWN = 10;

    private static final char REPLACED = '\uFFFD';
    private static final char LAST_OF_ASCII = '\u007F';
    private static final char LAST_OF_LATIN = '\u024F';
    private static final char LAST_OF_TWO_BYTES = '\u07FF';

    private final InputStream in;
    private final List<Long> inUtf8 = new ArrayList<>();
    private String text = "";
    private int at;
    private long line = 1;
    private long utf8Count;
    private boolean endsInReturn;

    Windows(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** What to say of a file that is read so. */
    static List<String> notes(InputStream in) throws IOException {
        try (Windows all = new Windows(in)) {
            while (all.fill()) {
                // Its lines are counted.
            }
            return all.notes();
        }
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(List.of("Read as Windows-1252, because it is not UTF-8."));
        if (utf8Count > 0) {
            String lines =
                    String.join(", ", inUtf8.stream().map("%,d"::formatted).toList());
            String more = utf8Count > SHOWN ? " and %,d more".formatted(utf8Count - SHOWN) : "";
            notes.add("Lines that are UTF-8 are read as that: %s%s.".formatted(lines, more));
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

    /** Takes the next line, or piece of it. */
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
        if (inUtf8.size() < SHOWN) {
            inUtf8.add(line);
        }
    }

    /** Whether there is a letter beyond ASCII that only UTF-8 explains. */
    private static boolean hasLetters(String utf8) {
        return IntStream.range(0, utf8.length())
                .anyMatch(index -> utf8.charAt(index) > LAST_OF_ASCII
                        && utf8.charAt(index) != REPLACED
                        && !isCapitalBeforeQuote(utf8, index));
    }

    /** In capitals before a typographic quotation mark, {@code CAFÉ”}, Windows-1252 looks like one letter of another script. */
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
