package dev.keapsink.file;

import dev.keapsink.record.InvalidValue;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.StoredKey;
import java.util.regex.Pattern;

/**
 * The name of a file as Keap stores it.
 *
 * @param text has no path, and nothing that a header, a filter of Keap's or a file system gives a meaning
 */
record FileName(String text) {

    /** The field of a record that holds it. */
    static final String FIELD = "file_name";

    /** Keap names no bound; file systems and mail programs take no longer ones. */
    private static final int LONGEST = 200;

    /** A longer one is no extension, but a sentence with a period in it. */
    private static final int LONGEST_EXTENSION = 16;

    private static final String SEPARATOR = "__";

    /** Separators and wildcards of Keap's filters, quotes, and what file systems reserve. */
    private static final Pattern RESERVED = Pattern.compile("[\"'*;=<>:|?%\\\\/\\p{Cntrl}]+");

    /** What is invisible would make two names look the same, or turn the end of one around. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]");

    private static final Pattern BLANKS = Pattern.compile("(?U)\\s+");

    private static final Pattern DOTS_AROUND = Pattern.compile("^[. ]+|[. ]+$");

    /**
     * The name in a text, which may be a path of any system.
     *
     * @throws InvalidValue if nothing of it is left
     */
    static FileName of(String text) {
        String last = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
        String visible = INVISIBLE.matcher(Blanks.spaced(last)).replaceAll("");
        String plain = RESERVED.matcher(BLANKS.matcher(visible).replaceAll(" ")).replaceAll("_");
        String name = DOTS_AROUND.matcher(plain).replaceAll("");
        if (name.isEmpty()) {
            throw new InvalidValue(FIELD, "The file has no name; send one such as invoice.pdf");
        }
        return new FileName(shortened(name, LONGEST));
    }

    /**
     * The name under which Keap stores a file, so that it can be found by its key.
     *
     * @param key has letters, digits, underscores, periods and hyphens, 64 at most
     */
    FileName storedAs(String key) {
        return new FileName(key + SEPARATOR + shortened(text, LONGEST - key.length() - SEPARATOR.length()));
    }

    /** Whether a name that Keap shows is that of the file of a key. */
    static boolean isStoredAs(String key, String name) {
        return name.startsWith(key + SEPARATOR) && name.indexOf(SEPARATOR) == key.length();
    }

    /** A record's key as it stands in front of a name. It never holds the separator, nor its beginning at the end. */
    static String storedKey(String key) {
        return (key + "_").contains(SEPARATOR) ? StoredKey.hash(key) : StoredKey.of(key);
    }

    /** A name with its beginning and its extension. No character is cut in two. */
    private static String shortened(String name, int longest) {
        if (name.length() <= longest) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 || name.length() - dot > LONGEST_EXTENSION ? "" : name.substring(dot);
        int end = longest - extension.length();
        return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end) + extension;
    }

    /** Without the text, which is often a person's name. */
    @Override
    public String toString() {
        return "FileName";
    }
}
