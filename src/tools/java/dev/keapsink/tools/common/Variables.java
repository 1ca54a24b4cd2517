package dev.keapsink.tools.common;

import dev.keapsink.credential.SecretDetector;
import java.util.Map;
import java.util.Optional;

/**
 * Reads variables of a command's environment as the function reads them: stripped, and an empty one counts as unset.
 */
public final class Variables {

    private Variables() {}

    /**
     * Returns a variable that must not hold a secret.
     *
     * @throws AccountException if its value looks like a secret; the sentence does not repeat the value
     */
    public static Optional<String> read(Map<String, String> environment, String name) {
        return secret(environment, name).map(value -> noSecret(name, value));
    }

    /** Returns a variable that may hold a secret. */
    public static Optional<String> secret(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * Returns the value of a variable or option that must not hold a secret.
     *
     * @throws AccountException if the value looks like a secret; the sentence does not repeat the value
     */
    public static String noSecret(String name, String value) {
        if (SecretDetector.isIn(value)) {
            throw new AccountException(
                    "%s looks like a key, a token or another long random text, and is not for one. Correct it, and replace a secret that was here, because others may have seen it."
                            .formatted(name));
        }
        return value;
    }
}
