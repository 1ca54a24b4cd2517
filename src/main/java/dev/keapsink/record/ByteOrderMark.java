package dev.keapsink.record;

/** The character U+FEFF at the beginning of a text: some programs write it before everything that they write in UTF-8. */
public final class ByteOrderMark {

    private static final char MARK = '\uFEFF';

    private ByteOrderMark() {}

    /** What is behind the mark; the text itself if it has none. */
    public static String skip(String text) {
        int mark = text.indexOf(MARK);
        return mark >= 0 && text.substring(0, mark).isBlank() ? text.substring(mark + 1) : text;
    }
}
