package dev.keapsink.app;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** Settings' values from texts; a RuntimeException says that a text is none. */
final class Values {

    private Values() {}

    static URI httpUri(String text) {
        URI uri = URI.create(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return allowedIf((scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null, () -> uri);
    }

    static <T> T choice(String text, T[] choices, Function<T, String> name) {
        return Arrays.stream(choices)
                .filter(choice -> name.apply(choice).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow();
    }

    static <T> T allowedIf(boolean allowed, Supplier<T> value) {
        if (!allowed) {
            throw new IllegalArgumentException();
        }
        return value.get();
    }
}
