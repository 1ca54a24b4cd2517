package dev.keapsink.app;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which texts a setting may hold.
 *
 * @param words complete "must be …"
 * @param choices every text, where they can be counted; else none
 * @param forSecret whether the setting is for a secret; elsewhere what looks like one is refused
 * @param parser throws a RuntimeException for what is not allowed
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

    /** Those of them that are good for more than their form. */
    Allowed<T> where(Predicate<T> condition) {
        return new Allowed<>(words, choices, forSecret, text -> {
            T value = parser.apply(text);
            if (!condition.test(value)) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    /** An http or https address without what may be a password, and without a fragment, which would not be sent. */
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
