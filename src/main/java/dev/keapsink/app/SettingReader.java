package dev.keapsink.app;

import dev.keapsink.credential.SecretText;
import dev.keapsink.text.Blanks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads settings one after another and collects everything that is wrong, so that a person mends all of it at once. A
 * value is never repeated in a complaint, only described: keys get pasted into the wrong variable. There, one that looks like
 * a key is refused before anything is done with it.
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
        return isSecret(variable, text, allowed) ? byDefault : readSecret(variable, text, byDefault, allowed, parser);
    }

    /** The same for a variable that is meant for a secret. */
    <T> T readSecret(String variable, Optional<String> text, T byDefault, String allowed, Function<String, T> parser) {
        String value = text.map(Blanks::strip).orElse("");
        if (value.isEmpty()) {
            return byDefault;
        }
        try {
            return parser.apply(value);
        } catch (RuntimeException e) {
            problem("%s is %s, but must be %s".formatted(variable, Values.shape(value), allowed));
            return byDefault;
        }
    }

    /**
     * Whether a setting holds what looks like a secret, which is a problem.
     *
     * @param allowed completes "must be …"
     */
    boolean isSecret(String variable, Optional<String> text, String allowed) {
        boolean secret = text.filter(SecretText::isIn).isPresent();
        if (secret) {
            problem(Values.secret(variable, allowed));
        }
        return secret;
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
            throw new IllegalArgumentException(Values.CANNOT_START + String.join(" ", problems));
        }
    }
}
