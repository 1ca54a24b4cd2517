package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keapsink.field.Columns;
import dev.keapsink.field.Field;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.value.Numbers;
import dev.keapsink.value.Texts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the company of a contact inside of an object, as in {@code {"company": {"name": …}}}, and tells Keap's ids of
 * companies from other systems'.
 */
final class NestedCompany {

    /** An id that may be another system's. No name of a column is empty. */
    private static final String ID = "";

    private static final String KEAP_ID = Field.normalised("keap_company_id");
    private static final String NAME = Field.normalised(ContactFields.COMPANY.label());
    private static final String KEY = Field.normalised(ContactFields.COMPANY_KEY.label());

    /** Keap's word for a company's name. An object that has it is Keap's, and so is its id. */
    private static final String NAME_OF_KEAP = "company_name";

    private NestedCompany() {}

    /**
     * Replaces objects by the values inside of them, and takes ids away that are not Keap's.
     *
     * @param mayBeId whether an id without a word of Keap's beside it may be Keap's
     */
    static void flatten(Columns columns, boolean mayBeId) {
        Map<String, JsonNode> byName = columns.byName();
        Map<String, JsonNode> inside = new HashMap<>();
        Set<String> read = new HashSet<>();
        for (String name : ContactNames.ALL.of(ContactFields.COMPANY.label())) {
            JsonNode json = byName.get(name);
            if (json != null && json.isContainerNode() && !Texts.isBlank(json)) {
                Map<String, JsonNode> parts = parts(json, mayBeId);
                parts.forEach(inside::putIfAbsent);
                if (parts.isEmpty()) {
                    byName.remove(name);
                } else {
                    read.add(name);
                }
            }
        }
        inside.keySet().removeIf(name -> isThere(name, byName) && !read.contains(name));
        Map<String, JsonNode> others = new HashMap<>(byName);
        others.keySet().removeAll(read);
        JsonNode id = inside.remove(ID);
        if (id != null && isId(id) && !isNamed(inside) && !isNamed(others)) {
            inside.putIfAbsent(KEAP_ID, id);
        }
        columns.flatten(read, inside);
    }

    private static Map<String, JsonNode> parts(JsonNode company, boolean mayBeId) {
        Map<String, JsonNode> parts = new HashMap<>();
        put(NAME, company.path(company.has(NAME_OF_KEAP) ? NAME_OF_KEAP : "name"), parts);
        put(KEY, company.path("key"), parts);
        if (company.has(NAME_OF_KEAP)) {
            put(KEAP_ID, company.path("id"), parts);
        } else if (mayBeId) {
            put(ID, company.path("id"), parts);
        }
        return parts;
    }

    private static void put(String name, JsonNode json, Map<String, JsonNode> parts) {
        if (json.isValueNode() && !Texts.isBlank(json)) {
            parts.put(name, json);
        }
    }

    /** Whether a record names its company. Another system's id stands beside the name more often than Keap's. */
    private static boolean isNamed(Map<String, JsonNode> byName) {
        return Stream.of(ContactFields.COMPANY, ContactFields.COMPANY_KEY)
                .flatMap(field -> ContactNames.ALL.of(field.label()).stream())
                .anyMatch(name -> isThere(name, byName));
    }

    private static boolean isThere(String name, Map<String, JsonNode> byName) {
        return !Texts.isBlank(byName.getOrDefault(name, MissingNode.getInstance()));
    }

    private static boolean isId(JsonNode json) {
        try {
            return Numbers.id(KEAP_ID, json) > 0;
        } catch (InvalidValue e) {
            return false;
        }
    }
}
