package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.simulator.Behaviour.TooLong;
import java.util.Map;

/** The lengths of a contact's columns in characters, and the account's treatment of longer texts. */
final class ColumnLengths {
    private static final Map<String, Integer> COLUMNS = Map.of(
            "given_name", 40,
            "family_name", 40,
            "middle_name", 100,
            "preferred_name", 100,
            "spouse_name", 100,
            "website", 100,
            "job_title", 255);

    private ColumnLengths() {}

    /**
     * Shortens texts that are too long, if the account cuts them.
     *
     * @throws Refusal if the account refuses them
     */
    static void apply(ObjectNode contact, Behaviour behaviour) {
        if (behaviour.is(TooLong.STORED)) {
            return;
        }
        COLUMNS.forEach((column, most) -> {
            String text = contact.path(column).asText("");
            if (text.length() > most && behaviour.is(TooLong.REFUSED)) {
                throw Refusal.badRequest("Value is too long: " + column);
            }
            if (text.length() > most) {
                contact.put(column, text.substring(0, most));
            }
        });
    }
}
