package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * A contact of the account.
 *
 * @param fields with the names that v1 uses
 * @param tags the ids of its tags, each with the time of its application
 * @param timesApplied how often each tag was applied anew; 2 for a tag that was removed in between
 */
public record StoredContact(
        long id,
        ObjectNode fields,
        SortedMap<Long, Instant> tags,
        SortedMap<Long, Integer> timesApplied,
        Instant created,
        Instant updated) {

    /** The ids of its tags, in ascending order. */
    public Set<Long> tagIds() {
        return tags.keySet();
    }

    /** A text field such as given_name; "" if it is empty. */
    public String text(String field) {
        return fields.path(field).asText("");
    }

    /** The e-mail addresses of all slots, exactly as they were written. */
    public List<String> emails() {
        return all("email_addresses", "email");
    }

    /** The phone numbers of all slots, exactly as they were written. */
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
