package dev.keapsink.app;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Describes the texts that a setting may hold, and parses them.
 *
 * @param words complete "must be …" in a complaint
 * @param choices all allowed texts of a setting that has a fixed list of them; empty otherwise
 * @param forSecret whether the setting holds a secret; any other setting refuses a text that looks like one
 * @param parser parses an allowed text, and throws a RuntimeException for any other
 */
record Allowed<T>(String words, List<String> choices, boolean forSecret, Function<String, T> parser) {

    static <T> Allowed<T> of(String words, Function<String, T> parser) {
        return new Allowed<>(words, List.of(), false, parser);
    }

    static Allowed<String> text(String words, String pattern) {
        return of(words, Function.<String>identity()).where(text -> text.matches(pattern));
    }

    static Allowed<String> secret(String words, String pattern) {
        return new Allowed<>(words, List.of(), true, text(words, pattern).parser);
    }

    static <T extends Enum<T>> Allowed<T> choice(T[] values) {
        return choice(values, value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    static <T> Allowed<T> choice(T[] values, Function<T, String> name) {
        List<String> names = Arrays.stream(values).map(name).toList();
        String words = String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
        return new Allowed<>(
                words,
                names,
                false,
                text -> Arrays.stream(values)
                        .filter(value -> name.apply(value).equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow());
    }

    /** Allows only the values that also meet a condition. */
    Allowed<T> where(Predicate<T> condition) {
        return new Allowed<>(words, choices, forSecret, text -> {
            T value = parser.apply(text);
            if (!condition.test(value)) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    /**
     * Parses an http or https address. A user part is refused, because it may hold a password. A fragment is refused,
     * because it would not be sent.
     *
     * @throws IllegalArgumentException for any other text
     */
    static URI address(String text) {
        URI uri = URI.create(text);
        if (!String.valueOf(uri.getScheme()).matches("(?i)https?")
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getFragment() != null) {
            throw new IllegalArgumentException();
        }
        return uri;
    }
}
