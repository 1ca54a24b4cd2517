package dev.keapsink.content;

import dev.keapsink.text.Blanks;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The hosts that files may be fetched from.
 *
 * @param entries names in lower case; {@code *.example.org} stands for every name below {@code example.org}
 */
public record AllowedHosts(Set<String> entries) {

    /** No host at all. */
    public static final AllowedHosts NONE = new AllowedHosts(Set.of());

    /** A name with two labels or more, whose last one begins with a letter: an address in digits is none. */
    private static final Pattern ENTRY =
            Pattern.compile("(?:\\*\\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final int LONGEST_NAME = 253;

    /** The beginning of an entry for all names below another. */
    private static final String BELOW = "*.";

    /**
     * The hosts in a list with commas.
     *
     * @throws IllegalArgumentException if an entry is no name of a host, or of all hosts below a name
     */
    public static AllowedHosts parse(String list) {
        Set<String> entries = new LinkedHashSet<>();
        Arrays.stream(list.split(",", -1))
                .map(entry -> Blanks.strip(entry).toLowerCase(Locale.ROOT))
                .forEach(entry -> {
                    if (!isEntry(entry)) {
                        throw new IllegalArgumentException("An entry is no name of a host");
                    }
                    entries.add(entry);
                });
        return new AllowedHosts(entries);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Whether files may be fetched from a host.
     *
     * @param host in lower case, without a period at the end
     */
    boolean allow(String host) {
        return isName(host)
                && (entries.contains(host)
                        || entries.stream()
                                .anyMatch(entry -> entry.startsWith(BELOW) && host.endsWith(entry.substring(1))));
    }

    private static boolean isName(String host) {
        return !host.startsWith(BELOW) && isEntry(host);
    }

    private static boolean isEntry(String text) {
        return text.length() <= LONGEST_NAME && ENTRY.matcher(text).matches();
    }
}
