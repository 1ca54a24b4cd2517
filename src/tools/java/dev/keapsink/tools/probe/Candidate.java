package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * One way to encode a type: its name among the settings, and two values of different meaning in it. Two, because an
 * account that ignores what it does not understand would pass for one that stores it.
 */
record Candidate(String name, JsonNode first, JsonNode second) {

    static Candidate of(String name, Object first, Object second) {
        return new Candidate(name, Json.of(first), Json.of(second));
    }

    /**
     * How it went.
     *
     * @param works whether the account took both values for what they mean
     * @param same whether it shows them as they were written, too
     */
    record Trial(Candidate candidate, boolean works, boolean same, String clause) {}

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
