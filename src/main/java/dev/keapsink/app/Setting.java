package dev.keapsink.app;

import java.util.Locale;
import java.util.Optional;

/**
 * A setting: what is read, and what is told about it. An empty variable is an unset one.
 *
 * @param variable of the environment
 * @param byDefault the text that stands for an unset variable; empty for none
 * @param meaning in the words and the Markdown of the README's table
 */
record Setting<T>(String variable, String byDefault, Allowed<T> allowed, String meaning) {

    /** The same in other sources of configuration: {@code keap-sink.base-url} for {@code KEAP_SINK_BASE_URL}. */
    String property() {
        return variable.toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("^(keap-sink|aws)-", "$1.");
    }

    Optional<T> defaultValue() {
        return Optional.of(byDefault).filter(text -> !text.isEmpty()).map(allowed.parser());
    }
}
