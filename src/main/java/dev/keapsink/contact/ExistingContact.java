package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldType;
import dev.keapsink.field.StoredOptions;
import dev.keapsink.field.Value;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.object.Change;
import dev.keapsink.value.PhoneIdentity;
import dev.keapsink.value.Texts;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A contact as Keap has it.
 *
 * @param contact its v1 document
 * @param region the country in which the numbers of the record are dialled
 */
record ExistingContact(long id, ObjectNode contact, Optional<String> region) {

    /**
     * The part of a change that is to be written to this contact. A fill leaves out a field that has a value; a merge
     * adds the present options. A part such as an extension is left out if its base is.
     */
    Change left(Change asked) {
        Change change = SecondarySlots.sparing(asked, this::current, this::isSame);
        SortedMap<Field, Value> fields = new TreeMap<>();
        change.values().forEach((field, value) -> {
            if (ContactFields.base(field).isEmpty() && !isKept(field, value)) {
                fields.put(field, value);
            }
        });
        SortedMap<Field, Value> all = new TreeMap<>(fields);
        change.values()
                .forEach((field, value) -> ContactFields.base(field)
                        .filter(base -> isWritten(field, value, base, change, fields))
                        .ifPresent(base -> all.put(field, value)));
        all.replaceAll(
                (field, value) -> value.write() == Write.MERGE ? StoredOptions.united(current(field), value) : value);
        return change.withOnly(all);
    }

    private JsonNode current(Field field) {
        return field.place().in(contact);
    }

    private boolean isKept(Field field, Value value) {
        return value.write() == Write.FILL && !value.afresh() && !Texts.isBlank(current(field));
    }

    /**
     * Whether a part is written. Beside a new value of its base, the contact's own part is ignored. Beside a base that
     * the contact has already, the part is written by its own option.
     */
    private boolean isWritten(Field field, Value value, Field base, Change change, SortedMap<Field, Value> written) {
        Value beside = change.values().get(base);
        if (beside == null) {
            return value.isClearing();
        }
        boolean same = isSame(base.kind(), current(base).asText(""), beside.text());
        return same ? !isKept(field, value) : written.containsKey(base) || value.isClearing();
    }

    private boolean isSame(FieldType kind, String one, String other) {
        return switch (kind) {
            case EMAIL -> MatchRule.folded(one).equals(MatchRule.folded(other));
            case PHONE -> one.equals(other) || PhoneIdentity.of(one, region).equals(PhoneIdentity.of(other, region));
            default -> one.equals(other);
        };
    }

    /**
     * The lists that have to be sent again, because a change touches them and must not lose their other items. Parts of
     * a value that is about to be replaced are not in them.
     *
     * @param left the part of the change that is to be written
     */
    ObjectNode lists(Change change, Change left) {
        Set<String> careful = change.values().entrySet().stream()
                .filter(field -> field.getValue().write() != Write.OVERWRITE)
                .map(field -> field.getKey().list())
                .collect(Collectors.toSet());
        Set<String> touched = left.values().keySet().stream()
                .map(Field::list)
                .filter(careful::contains)
                .filter(list ->
                        contact.path(list).isArray() && !contact.path(list).isEmpty())
                .collect(Collectors.toSet());
        ObjectNode lists = contact.deepCopy().retain(touched);
        ContactFields.values().stream()
                .filter(field -> isReplaced(ContactFields.base(field), left))
                .forEach(field -> field.place().remove(lists));
        return lists;
    }

    private boolean isReplaced(Optional<Field> base, Change left) {
        return base.filter(field -> left.values().containsKey(field))
                .filter(field -> !isSame(
                        field.kind(),
                        current(field).asText(""),
                        left.text(field).orElse("")))
                .isPresent();
    }
}
