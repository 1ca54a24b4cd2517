package dev.keapsink.tools.airbyte.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.credential.SecretDetector;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.record.Excerpt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects what is wrong with a configuration. No sentence repeats a value, because any may be a secret. */
final class Complaints {

    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    List<String> problems() {
        return List.copyOf(problems);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Adds a problem.
     *
     * @param sentence without its period
     */
    void problem(String sentence) {
        problems.add(sentence.endsWith("?") ? sentence : sentence + ".");
    }

    /** Adds the problem of a value of another kind than the setting has. */
    void wrongKind(String path, JsonNode value, String words) {
        problem("%s is %s, but must be %s".formatted(path, kind(value), words));
    }

    /** Adds the problem of a text that the setting does not allow. */
    void wrongText(String path, String text, String words) {
        problem("%s is a text of %d characters, but must be %s".formatted(path, text.length(), words));
    }

    /** Adds the problem of a secret in a setting that the form shows. */
    void misplacedSecret(String path, String words) {
        problem(("%s holds what looks like a key, a token or another long random text, but must be %s; take it out, and"
                        + " replace it, because others may have seen it")
                .formatted(path, words));
    }

    /** Adds a warning for a name that no setting has. Platforms add names of their own, so it is no problem. */
    void unknown(String prefix, String name, Collection<String> known) {
        String quoted = SecretDetector.isIn(name) ? "with a name that looks like a secret" : Excerpt.text(name);
        warnings.add("The setting %s%s is not known, and has no effect%s."
                .formatted(prefix.isEmpty() ? "" : "in " + prefix + " ", quoted, DidYouMean.suggestion(name, known)));
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT, POJO -> "an object";
            case BOOLEAN -> "true or false";
            case NUMBER -> "a number";
            case STRING, BINARY -> "a text";
            case NULL, MISSING -> "empty";
        };
    }
}
