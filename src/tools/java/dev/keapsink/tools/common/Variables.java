package dev.keapsink.tools.common;

import dev.keapsink.credential.SecretText;
import java.util.Map;
import java.util.Optional;

/** The variables of a command's environment, as the function reads them: an empty one counts as unset. */
public final class Variables {

    private Variables() {}

    /**
     * A variable that is not for a secret.
     *
     * @throws AccountException if it looks like one, which is not repeated
     */
    public static Optional<String> read(Map<String, String> environment, String name) {
        return secret(environment, name).map(value -> noSecret(name, value));
    }

    /** A variable that may hold a secret. */
    public static Optional<String> secret(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * The value itself, of a variable or an option.
     *
     * @throws AccountException if it looks like a secret, which is neither shown nor sent anywhere
     */
    public static String noSecret(String name, String value) {
        if (SecretText.isIn(value)) {
            throw new AccountException(
                    "%s looks like a key, a token or another long random text, and is not for one. Correct it, and replace a secret that was here, because others may have seen it."
                            .formatted(name));
        }
        return value;
    }
}
