package dev.keapsink.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads settings one after another and collects everything that is wrong, so that a person mends all of it at once. A
 * value is never repeated in a complaint, only described: keys get pasted into the wrong variable.
 */
final class SettingReader {

    private final List<String> problems = new ArrayList<>();

    /**
     * A setting's value.
     *
     * @param allowed completes "must be …"
     * @param parser throws a RuntimeException for what is not allowed
     */
    <T> T read(String variable, Optional<String> text, T byDefault, String allowed, Function<String, T> parser) {
        String value = text.map(String::strip).orElse("");
        if (value.isEmpty()) {
            return byDefault;
        }
        try {
            return parser.apply(value);
        } catch (RuntimeException e) {
            problem("%s is %s, but must be %s".formatted(variable, shape(value), allowed));
            return byDefault;
        }
    }

    void problem(String sentence) {
        problems.add(sentence + ".");
    }

    /**
     * Call this last.
     *
     * @throws IllegalArgumentException naming every problem found, if there are any
     */
    void check() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Keap Sink cannot start: " + String.join(" ", problems));
        }
    }

    private static String shape(String value) {
        return value.matches("-?\\d{1,9}") ? value : "a text of %d characters".formatted(value.length());
    }
}
