package dev.keapsink.field;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keap's own fields of one type of object that a client can write, in the order of the document. Immutable. */
public final class FieldTable {

    /**
     * Properties of a list's item, or of a nested object, that mean something only beside another property of it. An extension needs its
     * number, a region its country, and the last four digits their zip code.
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

    /**
     * The field with a label.
     *
     * @throws NullPointerException if the table has no such field
     */
    public Field named(String label) {
        return Objects.requireNonNull(byLabel.get(label), label);
    }

    /** The field without which another field is meaningless, if there is one. */
    public Optional<Field> base(Field field) {
        return Optional.ofNullable(bases.get(field));
    }

    private static Map<Field, Field> bases(List<Field> all) {
        Map<Field, Field> bases = new HashMap<>();
        for (Field field : all) {
            base(field.place())
                    .ifPresent(base -> all.stream()
                            .filter(other -> other.place().equals(base))
                            .forEach(other -> bases.put(field, other)));
        }
        return Map.copyOf(bases);
    }

    private static Optional<FieldPath> base(FieldPath place) {
        return switch (place) {
            case FieldPath.Item item ->
                Optional.ofNullable(NEEDS.get(item.name()))
                        .map(base -> new FieldPath.Item(item.list(), item.key(), item.slot(), base));
            case FieldPath.Part part ->
                Optional.ofNullable(NEEDS.get(part.name())).map(base -> new FieldPath.Part(part.object(), base));
            case FieldPath.Property property -> Optional.empty();
            case FieldPath.Element element -> Optional.empty();
            case FieldPath.Nested nested -> Optional.empty();
        };
    }
}
