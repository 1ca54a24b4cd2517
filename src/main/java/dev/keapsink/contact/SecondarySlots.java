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
 * Contacts that were found by their second address or number, or a further one. Such a contact keeps its first, and the one that it
 * was found by: without it the next delivery would make a second contact.
 */
final class SecondarySlots {

    private SecondarySlots() {}

    /** Whether two values of a kind are one. */
    interface Sameness {
        boolean test(FieldType kind, String one, String other);
    }

    /**
     * A change without what would replace the first address or number of a contact, or the one that it was found by. What the
     * record has for the latter's place takes the next free one.
     *
     * @param there what the contact has in a field
     */
    static Change sparing(Change change, Function<Field, JsonNode> there, Sameness same) {
        Field first = change.key().by() == Key.By.EMAIL ? ContactFields.EMAIL1 : ContactFields.PHONE1;
        String key = change.text(first).orElse("");
        List<Field> places = places(first);
        Optional<Field> holder = Texts.isBlank(there.apply(first))
                ? Optional.empty()
                : places.stream()
                        .filter(place -> !place.equals(first))
                        .filter(place ->
                                same.test(place.kind(), there.apply(place).asText(""), key))
                        .findFirst();
        if (holder.isEmpty()) {
            return change;
        }
        SortedMap<Field, Value> fields = new TreeMap<>(change.values());
        fields.remove(first);
        change.text(holder.get())
                .filter(text -> !same.test(first.kind(), text, key))
                .ifPresent(text -> move(holder.get(), free(places, text, fields, there, same), fields));
        return change.withOnly(fields);
    }

    /** Where a value can go; nowhere if the contact has it already, or is full. */
    private static Optional<Field> free(
            List<Field> places,
            String text,
            SortedMap<Field, Value> fields,
            Function<Field, JsonNode> there,
            Sameness same) {
        boolean isThere = places.stream()
                .anyMatch(place -> same.test(place.kind(), there.apply(place).asText(""), text));
        return places.stream()
                .filter(place -> !isThere && Texts.isBlank(there.apply(place)) && !fields.containsKey(place))
                .findFirst();
    }

    private static void move(Field from, Optional<Field> to, SortedMap<Field, Value> fields) {
        for (Field field : List.copyOf(fields.keySet())) {
            if (field.equals(from)
                    || ContactFields.base(field).filter(from::equals).isPresent()) {
                Value value = fields.remove(field);
                String part = field.label().substring(from.label().length());
                to.flatMap(place -> ContactFields.find(place.label() + part))
                        .ifPresent(place -> fields.put(place, value));
            }
        }
    }

    private static List<Field> places(Field first) {
        return ContactFields.values().stream()
                .filter(other -> other.list().equals(first.list()) && other.kind() == first.kind())
                .toList();
    }
}
