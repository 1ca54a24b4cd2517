package dev.keapsink.app;

import java.util.Locale;
import java.util.Optional;

/**
 * Defines a setting. An empty variable counts as an unset one.
 *
 * @param variable the name of the environment variable
 * @param byDefault the text that an unset variable stands for; empty for no default
 * @param meaning the description in the table of docs/settings.md, in Markdown; the page may go on after it
 */
record Setting<T>(String variable, String byDefault, Allowed<T> allowed, String meaning) {

    /** The setting's name in other configuration sources: {@code keap-sink.base-url} for {@code KEAP_SINK_BASE_URL}. */
    String property() {
        return variable.toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("^(keap-sink|aws)-", "$1.");
    }

    Optional<T> defaultValue() {
        return Optional.of(byDefault).filter(text -> !text.isEmpty()).map(allowed.parser());
    }
}
