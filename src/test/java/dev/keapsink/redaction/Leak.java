package dev.keapsink.redaction;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What may be in no log. The tests' own secrets begin with {@code KeapAK-} or {@code kst-secret-}, and their made-up phone
 * numbers have 555 in them, so that they can be told from ids and moments.
 */
enum Leak {
    KEY("KeapAK-", "KeapAK-\\w[\\w-]*"),

    /** Tokens, and the secrets of clients. */
    TOKEN("kst-secret-", "kst-secret-[\\w-]+"),

    /** Of a form or a document. */
    SECRET_FIELD(
            "",
            "(?i)(?:access_token|refresh_token|client_secret|api_key)[\"']?\\s*[:=]\\s*[\"']?[!-~&&[^\"'&,\\]})]]+"),

    /** Words such as "Bearer token" are none: one that is long, or has a figure or a capital letter within. */
    AUTHORIZATION(
            "", "(?<![\\w-])(?i:Bearer|Basic)\\s+(?=\\w)(?=[\\w.~+/-]*\\w[A-Z0-9]|[\\w.~+/-]{24})[\\w.~+/-]{3,}=*"),

    HEADER("", "(?i)(?:Authorization|X-Keap-API-Key)[\"']?\\s*[:=]\\s*[\\[\"']*[\\w.~+/-]{3,}"),

    EMAIL("@", "[\\w.%+-]+@[\\w-]+(?:\\.[\\w-]+)*\\.[A-Za-z]{2,}"),

    PHONE(
            "",
            // +1 (555) 555-0142
            "(?<![\\w.+])\\+(?=(?:[ ().-]*\\d){7})[1-9][\\d ().-]*\\d",
            // (212) 555-0101
            "\\(\\d{3}\\) ?\\d{3}[ .-]\\d{4}\\b",
            // 212-555-0101
            "(?<![\\w.+-])(?<!\\d:)\\d{3}([ .-])\\d{3}\\1\\d{4}(?![\\w:-])",
            // 020 7946 0001
            "(?<![\\w.+-])(?<!\\d:)0\\d{2,4} \\d{3,4} \\d{3,4}(?![\\w:-])",
            // 555-0101
            "(?<![\\w.+-])(?<!\\d:)555[ .-]\\d{4}(?![\\w:-])",
            // 2125550101, 5551234567, 5550101
            "(?<![\\w.+-])(?<!\\d:)1?(?:[2-9]\\d{2}555\\d{4}|555\\d{7}|(?<!1)555\\d{4})(?![\\w:-])");

    /** A place that gives something away. It never prints the text itself. */
    record Found(Leak kind, String text) {
        @Override
        public String toString() {
            return kind.name();
        }
    }

    private static final List<Leak> ALL = List.of(values());

    private final String literal;
    private final Pattern pattern;

    /**
     * One kind of leak.
     *
     * @param literal part of every match: a line without it needs no search
     */
    Leak(String literal, String... alternatives) {
        this.literal = literal;
        this.pattern = Pattern.compile(String.join("|", Arrays.asList(alternatives)));
    }

    /** What a line gives away. */
    static List<Found> in(String line) {
        return ALL.stream().flatMap(kind -> kind.found(line)).toList();
    }

    private Stream<Found> found(String line) {
        if (!line.contains(literal)) {
            return Stream.empty();
        }
        return pattern.matcher(line).results().map(MatchResult::group).map(text -> new Found(this, text));
    }
}
