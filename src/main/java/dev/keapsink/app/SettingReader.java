package dev.keapsink.app;

import dev.keapsink.credential.SecretDetector;
import dev.keapsink.text.Blanks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Reads settings one after another and collects all problems, so that the operator can correct them at once. A
 * complaint describes a value and never repeats it, because keys get pasted into the wrong variable. A value there that
 * looks like a key is refused before any use.
 */
final class SettingReader {

    static final String CANNOT_START = "Keap Sink cannot start: ";

    private final Config config;
    private final List<String> problems = new ArrayList<>();

    SettingReader(Config config) {
        this.config = config;
    }

    /** The value of a setting that has a default; the default if the value is not allowed. */
    <T> T read(Setting<T> setting) {
        return find(setting).orElseThrow();
    }

    /** A setting's value, or its default. A value that is not allowed is recorded as a problem. */
    <T> Optional<T> find(Setting<T> setting) {
        return allowed(setting).or(setting::defaultValue);
    }

    private <T> Optional<T> allowed(Setting<T> setting) {
        try {
            return parsed(setting, text(setting));
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * The value in the text of a variable; empty if the text is blank.
     *
     * @throws IllegalArgumentException with the complaint, without the period, if the value is not allowed
     */
    static <T> Optional<T> parsed(Setting<T> setting, String text) {
        Allowed<T> allowed = setting.allowed();
        if (Blanks.isBlank(text)) {
            return Optional.empty();
        }
        if (!allowed.forSecret() && SecretDetector.isIn(text)) {
            throw new IllegalArgumentException(secret(setting.variable(), allowed.words()));
        }
        String value = Blanks.strip(text);
        try {
            return Optional.of(allowed.parser().apply(value));
        } catch (WrongItem e) {
            throw new IllegalArgumentException(wrong(setting.variable(), value, allowed.words() + e.getMessage()), e);
        } catch (RuntimeException e) {
            // Without the cause, whose message may repeat the value.
            throw new IllegalArgumentException(wrong(setting.variable(), value, allowed.words()));
        }
    }

    /** Whether the variable has a value, allowed or not. */
    boolean isSet(Setting<?> setting) {
        return !Blanks.isBlank(text(setting));
    }

    private String text(Setting<?> setting) {
        return config.getOptionalValue(setting.property(), String.class).orElse("");
    }

    /**
     * Whether a text looks like a secret. If it does, a problem is recorded.
     *
     * @param allowed completes "must be …"
     */
    boolean isSecret(String variable, String text, String allowed) {
        boolean secret = SecretDetector.isIn(text);
        if (secret) {
            problem(secret(variable, allowed));
        }
        return secret;
    }

    void problem(String sentence) {
        problems.add(sentence + ".");
    }

    /**
     * Ends the reading; called last.
     *
     * @throws IllegalArgumentException naming every recorded problem, if there are any
     */
    void check() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(CANNOT_START + String.join(" ", problems));
        }
    }

    /** The complaint about a wrong value. It describes the kind of text, and repeats none of it. */
    static String wrong(String variable, String value, String allowed) {
        String shape = value.matches("-?\\d+") ? "a number" : "a text of %d characters".formatted(value.length());
        return "%s is %s, but must be %s".formatted(variable, shape, allowed);
    }

    /** The complaint about a secret in a variable that is not meant for one. */
    static String secret(String variable, String allowed) {
        return ("%s holds what looks like a key, a token or another long random text, but must be %s; put a secret into"
                        + " the parameter that KEAP_SINK_CREDENTIALS_PARAMETER names or, for a run on your machine, into"
                        + " KEAP_SINK_API_KEY, and replace one that was here, because others may have seen it")
                .formatted(variable, allowed);
    }
}
