package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.mapping.Handling.Write;
import dev.keapsink.value.Texts;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A contact as Keap has it, found by v2 and spelt as v1 takes it back.
 *
 * @param contact its v1 document
 */
record ContactOnFile(long id, ObjectNode contact) {

    /** What a look-up has to ask for when everything may be needed (v2 reference, parameter {@code fields}). */
    static final String ALL_FIELDS = "id,given_name,family_name,middle_name,preferred_name,prefix,suffix,job_title,"
            + "spouse_name,website,birth_date,anniversary_date,time_zone,preferred_locale,company,owner_id,"
            + "leadsource_id,source_type,origin,email_addresses,phone_numbers,fax_numbers,addresses,"
            + "social_accounts,custom_fields";

    private static final Map<String, String> V1_NAMES =
            Map.of("birth_date", "birthday", "anniversary_date", "anniversary", "leadsource_id", "lead_source_id");

    /** What v1 takes in the items of each list; the rest is v2's own. */
    private static final Map<String, Set<String>> ITEMS = Map.of(
            "email_addresses", Set.of("field", "email"),
            "phone_numbers", Set.of("field", "number", "extension", "type", "number_e164"),
            "fax_numbers", Set.of("field", "number", "type"),
            "addresses",
                    Set.of(
                            "field",
                            "line1",
                            "line2",
                            "locality",
                            "region",
                            "country_code",
                            "postal_code",
                            "zip_code",
                            "zip_four"),
            "social_accounts", Set.of("type", "name"),
            "custom_fields", Set.of("id", "content"));

    private static final Map<String, JsonNode> V1_NETWORKS = ContactFields.values().stream()
            .filter(field -> field.list().equals("social_accounts"))
            .map(field -> ((Place.Item) field.place()).slot())
            .collect(Collectors.toMap(network -> ContactField.normalised(network.asText()), network -> network));

    static ContactOnFile of(JsonNode v2) {
        ObjectNode contact = ((ObjectNode) v2).deepCopy();
        V1_NAMES.forEach((name2, name1) -> {
            if (contact.has(name2)) {
                contact.set(name1, contact.remove(name2));
            }
        });
        ITEMS.forEach((list, properties) -> contact.path(list).forEach(item -> spell((ObjectNode) item, properties)));
        return new ContactOnFile(v2.path("id").asLong(), contact);
    }

    private static void spell(ObjectNode item, Set<String> properties) {
        item.retain(properties);
        item.properties().removeIf(property -> property.getValue().isNull());
        if (item.has("id")) {
            item.set("id", LongNode.valueOf(item.path("id").asLong()));
        }
        if (item.has("name") && item.has("type")) {
            JsonNode type = item.path("type");
            item.set("type", V1_NETWORKS.getOrDefault(ContactField.normalised(type.asText()), type));
        }
    }

    /** What is left of a change for this contact: a field that has a value is not filled, and options are united. */
    ContactChange left(ContactChange change) {
        SortedMap<ContactField, Value> fields = new TreeMap<>();
        change.fields().forEach((field, value) -> {
            JsonNode there = field.place().in(contact);
            boolean keeps = value.write() == Write.FILL && !isEmpty(there);
            if (!keeps && !isKeptInAnotherSlot(field, value)) {
                fields.put(field, value.write() == Write.MERGE ? united(there, value) : value);
            }
        });
        return new ContactChange(
                change.key(), change.operation(), change.version(), fields, change.tags(), change.contactType());
    }

    /** A contact that was found by its second address or number keeps its first. */
    private boolean isKeptInAnotherSlot(ContactField field, Value value) {
        boolean ofKey = field.equals(ContactFields.EMAIL1) || field.equals(ContactFields.PHONE1);
        return ofKey
                && !isEmpty(field.place().in(contact))
                && ContactFields.values().stream()
                        .filter(other -> other.list().equals(field.list()) && other.kind() == field.kind())
                        .filter(other -> !other.equals(field))
                        .anyMatch(other ->
                                isSame(field.kind(), other.place().in(contact).asText(""), value.text()));
    }

    private static boolean isSame(Kind kind, String one, String other) {
        return kind == Kind.EMAIL
                ? MatchRule.folded(one).equals(MatchRule.folded(other))
                : MatchRule.digits(one).equals(MatchRule.digits(other));
    }

    private static boolean isEmpty(JsonNode json) {
        return Texts.isBlank(json) || (json.isContainerNode() && json.isEmpty());
    }

    private static Value united(JsonNode there, Value value) {
        if (!value.content().isArray() || isEmpty(there)) {
            return value;
        }
        JsonNode options = there.isTextual() ? listed(there.asText()) : there;
        return new Value(Value.united(options, value.content()), value.write(), value.origin(), value.cut());
    }

    private static ArrayNode listed(String options) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Stream.of(options.split(",")).map(String::strip).map(TextNode::new).forEach(list::add);
        return list;
    }

    /** The lists that have to be sent again as they are, because a change touches them and must not lose the rest. */
    ObjectNode lists(ContactChange change) {
        Set<String> touched = change.fields().entrySet().stream()
                .filter(field -> field.getValue().write() != Write.OVERWRITE)
                .map(field -> field.getKey().list())
                .filter(list ->
                        contact.path(list).isArray() && !contact.path(list).isEmpty())
                .collect(Collectors.toSet());
        return contact.deepCopy().retain(touched);
    }
}
