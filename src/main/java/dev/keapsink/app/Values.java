package dev.keapsink.app;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** Settings' values from texts; a RuntimeException says that a text is none. */
final class Values {

    static final String CANNOT_START = "Keap Sink cannot start: ";

    private Values() {}

    /** A value in a complaint: what kind of text it is, and nothing of the text. */
    static String shape(String value) {
        return value.matches("-?\\d+") ? "a number" : "a text of %d characters".formatted(value.length());
    }

    /**
     * The complaint about a secret in a variable that is not for one.
     *
     * @param allowed completes "must be …"
     */
    static String secret(String variable, String allowed) {
        return ("%s holds what looks like a key, a token or another long random text, but must be %s; put a secret into"
                        + " the parameter that KEAP_SINK_CREDENTIALS_PARAMETER names or, for a run on your machine, into"
                        + " KEAP_SINK_API_KEY, and replace one that was here, because others may have seen it")
                .formatted(variable, allowed);
    }

    static URI httpUri(String text) {
        URI uri = URI.create(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return allowedIf((scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null, () -> uri);
    }

    /** An address without what may be a password, and without a fragment, which would not be sent. */
    static URI plain(URI uri) {
        return allowedIf(uri.getUserInfo() == null && uri.getFragment() == null, () -> uri);
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
