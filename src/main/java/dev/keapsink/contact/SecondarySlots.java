package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldType;
import dev.keapsink.field.Value;
import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.value.Texts;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Protects contacts that were found by an address or number in a later slot. Such a contact keeps its first one. It
 * also keeps the one that it was found by, because otherwise the next delivery would create a second contact.
 */
final class SecondarySlots {

    private SecondarySlots() {}

    /** Decides whether two values of a type are the same. */
    interface Sameness {
        boolean test(FieldType kind, String one, String other);
    }

    /**
     * The change without a value that would replace the contact's first address or number, or the one that it was found
     * by. The record's value for the latter's slot takes the next free slot.
     *
     * @param there the contact's value of a field
     */
    static Change sparing(Change change, Function<Field, JsonNode> there, Sameness same) {
        Field first = change.key().by() == Key.By.EMAIL ? ContactFields.EMAIL1 : ContactFields.PHONE1;
        String key = change.text(first).orElse("");
        List<Field> slots = slots(first);
        Optional<Field> holder = Texts.isBlank(there.apply(first))
                ? Optional.empty()
                : slots.stream()
                        .filter(slot -> !slot.equals(first))
                        .filter(slot -> same.test(slot.kind(), there.apply(slot).asText(""), key))
                        .findFirst();
        if (holder.isEmpty()) {
            return change;
        }
        SortedMap<Field, Value> fields = new TreeMap<>(change.values());
        fields.remove(first);
        change.text(holder.get())
                .filter(text -> !same.test(first.kind(), text, key))
                .ifPresent(text -> move(holder.get(), free(slots, text, fields, there, same), fields));
        return change.withOnly(fields);
    }

    /** A free slot for a value; empty if the contact has the value already, or every slot is taken. */
    private static Optional<Field> free(
            List<Field> slots,
            String text,
            SortedMap<Field, Value> fields,
            Function<Field, JsonNode> there,
            Sameness same) {
        boolean isThere = slots.stream()
                .anyMatch(slot -> same.test(slot.kind(), there.apply(slot).asText(""), text));
        return slots.stream()
                .filter(slot -> !isThere && Texts.isBlank(there.apply(slot)) && !fields.containsKey(slot))
                .findFirst();
    }

    private static void move(Field from, Optional<Field> to, SortedMap<Field, Value> fields) {
        for (Field field : List.copyOf(fields.keySet())) {
            if (field.equals(from)
                    || ContactFields.base(field).filter(from::equals).isPresent()) {
                Value value = fields.remove(field);
                String part = field.label().substring(from.label().length());
                to.flatMap(slot -> ContactFields.find(slot.label() + part)).ifPresent(slot -> fields.put(slot, value));
            }
        }
    }

    private static List<Field> slots(Field first) {
        return ContactFields.values().stream()
                .filter(other -> other.list().equals(first.list()) && other.kind() == first.kind())
                .toList();
    }
}
