package dev.keapsink.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Body;
import dev.keapsink.object.Change;
import dev.keapsink.value.Countries;
import dev.keapsink.value.Encoding;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a v1 contact write. It holds only fields that have a value: Keap refuses unknown names and may take an
 * empty value for an order to erase.
 */
record ContactBody(@JsonValue ObjectNode json) {

    private static final List<String> NUMBERS = List.of("phone_numbers", "fax_numbers");

    /** Hides the content, which is personal. */
    @Override
    public String toString() {
        return "ContactBody";
    }

    /**
     * The body for a change.
     *
     * @param matchRule for an upsert; null for a plain create or update, which do not take the option
     */
    static ContactBody of(Change change, @Nullable MatchRule matchRule, Encoding encoding) {
        return of(change, matchRule, encoding, JsonNodeFactory.instance.objectNode());
    }

    /**
     * The body for a change of an existing contact.
     *
     * @param lists the contact's lists that have to be sent again
     */
    static ContactBody of(Change change, @Nullable MatchRule matchRule, Encoding encoding, ObjectNode lists) {
        ObjectNode contact = JsonNodeFactory.instance.objectNode();
        if (matchRule != null) {
            contact.put("duplicate_option", matchRule.duplicateOption());
        }
        contact.setAll(lists);
        Body.put(contact, change.values(), encoding);
        NUMBERS.forEach(list -> removeItemsWithout("number", contact, list));
        contact.path("addresses").forEach(address -> spell((ObjectNode) address));
        removeItemsWithout("", contact, "addresses");
        return new ContactBody(contact);
    }

    /** Whether the body would change nothing. */
    boolean isEmpty() {
        return json.isEmpty();
    }

    /**
     * Removes items of a list that lack a property, or, if no property is named, items that hold only their slot. An
     * extension means nothing without its number.
     */
    private static void removeItemsWithout(String property, ObjectNode contact, String list) {
        for (Iterator<JsonNode> items = contact.path(list).iterator(); items.hasNext(); ) {
            JsonNode item = items.next();
            if (property.isEmpty() ? item.size() <= 1 : !item.has(property)) {
                items.remove();
            }
        }
        if (contact.has(list) && contact.path(list).isEmpty()) {
            contact.remove(list);
        }
    }

    /**
     * Spells an address as Keap takes it: {@code US-AZ} but not AZ, and a zip code in two parts or a postal code, never
     * both.
     */
    private static void spell(ObjectNode address) {
        String region = address.path("region").asText("");
        String country = address.path("country_code").asText("");
        if (!region.isEmpty() && !country.isEmpty()) {
            address.put("region", Countries.region(region, country));
        }
        if (!address.path("zip_four").asText("").isEmpty()
                && address.path("postal_code").asText("").isEmpty()) {
            address.remove("zip_four");
        }
        if (address.has("zip_four") && address.has("postal_code")) {
            address.set("zip_code", address.remove("postal_code"));
        }
    }
}
