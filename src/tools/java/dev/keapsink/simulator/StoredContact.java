package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * A contact as it rests in the account: the fields as v1 spells them, the tags on it with the time of their
 * application, and how often each tag was newly applied (twice for one that was removed in between).
 */
public record StoredContact(
        long id,
        ObjectNode fields,
        SortedMap<Long, Instant> tags,
        SortedMap<Long, Integer> timesApplied,
        Instant created,
        Instant updated) {

    public Set<Long> tagIds() {
        return tags.keySet();
    }

    /** A text field such as given_name, or "" without one. */
    public String text(String field) {
        return fields.path(field).asText("");
    }

    /** The e-mail addresses of all slots, as they were written. */
    public List<String> emails() {
        return all("email_addresses", "email");
    }

    /** The phone numbers of all slots, as they were written. */
    public List<String> phones() {
        return all("phone_numbers", "number");
    }

    private List<String> all(String list, String property) {
        List<String> all = new ArrayList<>();
        for (JsonNode item : fields.path(list)) {
            all.add(item.path(property).asText(""));
        }
        return all;
    }
}
