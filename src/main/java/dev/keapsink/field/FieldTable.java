package dev.keapsink.field;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keap's own fields of one kind of object: all that a client can write, in the order of its document. */
public final class FieldTable {

    /**
     * Which properties of an item of a list mean something only beside another one of the same item: an extension beside its
     * number, a region beside its country, the last four digits beside their zip code.
     */
    private static final Map<String, String> NEEDS = Map.of(
            "type", "number",
            "extension", "number",
            "number_e164", "number",
            "region", "country_code",
            "zip_four", "postal_code");

    private final List<Field> all;
    private final Map<String, Field> byLabel;
    private final Map<Field, Field> bases;

    public FieldTable(List<Field> all) {
        this.all = List.copyOf(all);
        this.byLabel = all.stream().collect(Collectors.toUnmodifiableMap(Field::label, Function.identity()));
        this.bases = bases(all);
    }

    /** Every field, in the order of the document. */
    public List<Field> values() {
        return all;
    }

    /** The field with a label, if there is one. */
    public Optional<Field> find(String label) {
        return Optional.ofNullable(byLabel.get(label));
    }

    /** The field with a label that surely is one. */
    public Field named(String label) {
        return Objects.requireNonNull(byLabel.get(label), label);
    }

    /** The field that a field is nothing without, if there is one. */
    public Optional<Field> base(Field field) {
        return Optional.ofNullable(bases.get(field));
    }

    private static Map<Field, Field> bases(List<Field> all) {
        Map<Field, Field> bases = new HashMap<>();
        for (Field field : all) {
            if (field.place() instanceof FieldPath.Item item && NEEDS.containsKey(item.name())) {
                FieldPath base = new FieldPath.Item(item.list(), item.key(), item.slot(), NEEDS.get(item.name()));
                all.stream().filter(other -> other.place().equals(base)).forEach(other -> bases.put(field, other));
            }
        }
        return Map.copyOf(bases);
    }
}
