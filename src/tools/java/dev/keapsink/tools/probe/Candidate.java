package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.tools.keap.Json;
import dev.keapsink.tools.keap.Reply;
import java.util.function.Function;

/**
 * One way to encode a custom field type. It has two values, because a single one might be in the field already, from an
 * earlier candidate: an account that ignores the encoding would then seem to store it.
 *
 * @param name the name in the setting {@code encoding}
 * @param first a value in this encoding
 * @param second a value of another meaning
 */
record Candidate(String name, JsonNode first, JsonNode second) {

    static Candidate of(String name, Object first, Object second) {
        return new Candidate(name, Json.of(first), Json.of(second));
    }

    /**
     * The result of trying a candidate.
     *
     * @param works whether both values read back with their meaning
     * @param same whether both values read back exactly as they were written
     * @param clause the result for the operator
     */
    record Trial(Candidate candidate, boolean works, boolean same, String clause) {}

    /** Writes both values into a field of the contact, and compares what Keap then shows by its meaning. */
    Trial in(Field field, TestContact contact, Function<JsonNode, String> meaning) {
        JsonNode shown = first;
        boolean same = true;
        for (JsonNode value : new JsonNode[] {first, second}) {
            Reply reply = contact.tryPatch(TestContact.custom(field, value));
            if (!reply.isOk()) {
                String how = reply.isRefusal() ? "refused" : "failed";
                return new Trial(this, false, false, "%s %s (%d)".formatted(name, how, reply.status()));
            }
            shown = field.in(contact.read());
            if (!meaning.apply(shown).equals(meaning.apply(value))) {
                return new Trial(
                        this, false, false, "%s taken, but %s reads back as %s".formatted(name, value, text(shown)));
            }
            same = same && shown.toString().equals(value.toString());
        }
        return new Trial(
                this,
                true,
                same,
                name + (same ? " works" : " works (%s reads back as %s)".formatted(second, text(shown))));
    }

    private static String text(JsonNode shown) {
        return shown.isMissingNode() || shown.isNull() ? "nothing" : shown.toString();
    }
}
