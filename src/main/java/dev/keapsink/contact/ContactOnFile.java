package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.mapping.Handling.Write;
import dev.keapsink.record.Item;
import dev.keapsink.record.Lists;
import dev.keapsink.value.PhoneIdentity;
import dev.keapsink.value.Texts;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A contact as Keap has it.
 *
 * @param contact its v1 document
 * @param region where the numbers of the record that it is compared with are dialled
 */
record ContactOnFile(long id, ObjectNode contact, Optional<String> region) {

    static ContactOnFile of(JsonNode v2, Optional<String> region) {
        return new ContactOnFile(v2.path("id").asLong(), V2Contact.inV1((ObjectNode) v2), region);
    }

    /**
     * What is left of a change for this contact: a field that has a value is not filled, what belongs to a value that is
     * not written is not written either, and options are united.
     */
    ContactChange left(ContactChange asked) {
        ContactChange change = SecondPlaces.sparing(asked, this::there, this::isSame);
        SortedMap<ContactField, Value> fields = new TreeMap<>();
        change.fields().forEach((field, value) -> {
            if (Dependence.base(field).isEmpty() && !isKept(field, value)) {
                fields.put(field, value);
            }
        });
        SortedMap<ContactField, Value> all = new TreeMap<>(fields);
        change.fields()
                .forEach((field, value) -> Dependence.base(field)
                        .filter(base -> isWritten(field, value, base, change, fields))
                        .ifPresent(base -> all.put(field, value)));
        all.replaceAll((field, value) -> value.write() == Write.MERGE ? united(there(field), value) : value);
        return change.withOnly(all);
    }

    private JsonNode there(ContactField field) {
        return field.place().in(contact);
    }

    private boolean isKept(ContactField field, Value value) {
        return value.write() == Write.FILL && !value.afresh() && !Texts.isBlank(there(field));
    }

    /** Beside a new value of its base the contact's own counts for nothing; beside one that stays, only for that one. */
    private boolean isWritten(
            ContactField field,
            Value value,
            ContactField base,
            ContactChange change,
            SortedMap<ContactField, Value> written) {
        Value beside = change.fields().get(base);
        if (beside == null) {
            return value.isClearing();
        }
        boolean same = isSame(base.kind(), there(base).asText(""), beside.text());
        return same ? !isKept(field, value) : written.containsKey(base) || value.isClearing();
    }

    private boolean isSame(Kind kind, String one, String other) {
        return switch (kind) {
            case EMAIL -> MatchRule.folded(one).equals(MatchRule.folded(other));
            case PHONE -> one.equals(other) || PhoneIdentity.of(one, region).equals(PhoneIdentity.of(other, region));
            default -> one.equals(other);
        };
    }

    private static Value united(JsonNode there, Value value) {
        if (!(value.content() instanceof ArrayNode options) || Texts.isBlank(there)) {
            return value;
        }
        boolean ids = !options.isEmpty() && options.path(0).isNumber();
        Set<String> known = options.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        return value.unitedWith(listed(there, ids, known));
    }

    /**
     * What the contact has as a list of texts, or of ids, however the account shows it; what is neither is no option.
     *
     * @param known options, which may hold a comma
     */
    private static ArrayNode listed(JsonNode there, boolean ids, Set<String> known) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Stream<String> items = there instanceof ArrayNode array
                ? array.valueStream()
                        .filter(item -> item.isValueNode() && !Texts.isBlank(item))
                        .map(JsonNode::asText)
                : Lists.optionsOfKeap(there.asText(), known::contains).stream().map(Item::text);
        items.map(item -> ids && item.matches("\\d{1,18}(\\.0)?")
                        ? LongNode.valueOf(Long.parseLong(item.replace(".0", "")))
                        : new TextNode(item))
                .forEach(list::add);
        return list;
    }

    /**
     * The lists that have to be sent again as they are, because a change touches them and must not lose the rest; without
     * what belongs to a value that is about to be replaced.
     *
     * @param left what is left of the change
     */
    ObjectNode lists(ContactChange change, ContactChange left) {
        Set<String> careful = change.fields().entrySet().stream()
                .filter(field -> field.getValue().write() != Write.OVERWRITE)
                .map(field -> field.getKey().list())
                .collect(Collectors.toSet());
        Set<String> touched = left.fields().keySet().stream()
                .map(ContactField::list)
                .filter(careful::contains)
                .filter(list ->
                        contact.path(list).isArray() && !contact.path(list).isEmpty())
                .collect(Collectors.toSet());
        ObjectNode lists = contact.deepCopy().retain(touched);
        ContactFields.values().stream()
                .filter(field -> isReplaced(Dependence.base(field), left))
                .forEach(field -> field.place().remove(lists));
        return lists;
    }

    private boolean isReplaced(Optional<ContactField> base, ContactChange left) {
        return base.filter(field -> left.fields().containsKey(field))
                .filter(field -> !isSame(
                        field.kind(), there(field).asText(""), left.text(field).orElse("")))
                .isPresent();
    }
}
