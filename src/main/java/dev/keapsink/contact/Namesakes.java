package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.contact.NextFree.Homeless;
import dev.keapsink.field.Column;
import dev.keapsink.text.Blanks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fields of a record by their normalised names, and those that come second: {@code E-mail} behind {@code Email} has the
 * same name, and another value.
 */
final class Namesakes {

    private final Map<String, JsonNode> byName = new HashMap<>();

    private final List<Column> second = new ArrayList<>();

    /** Those whose values found a place of their own after all. */
    private final Set<String> placed = new HashSet<>();

    /** The first of each name that is not blank counts. */
    Namesakes(Collection<Column> columns) {
        for (Column column : columns) {
            JsonNode first = byName.get(column.normalised());
            if (first == null || new Column("", "", first).isBlank()) {
                byName.put(column.normalised(), column.json());
            } else if (!column.isBlank() && !isSame(first, column.json())) {
                second.add(column);
            }
        }
    }

    private static boolean isSame(JsonNode first, JsonNode other) {
        return first.equals(other)
                || (first.isValueNode()
                        && other.isValueNode()
                        && Blanks.strip(first.asText()).equals(Blanks.strip(other.asText())));
    }

    /** The record's fields by their normalised names. */
    Map<String, JsonNode> byName() {
        return byName;
    }

    /** Addresses or numbers that may take the next free place, because the first of their name is in one. */
    List<Homeless> homeless(Several several, Predicate<String> isUsed) {
        List<Homeless> homeless = new ArrayList<>();
        for (Column column : of(several, isUsed)) {
            several.parts(column.json()).stream()
                    .filter(JsonNode::isValueNode)
                    .forEach(part -> homeless.add(new Homeless(part, 0, Map.of(), "", "")));
        }
        return homeless;
    }

    /** Remembers which of them have a place now. */
    void placed(Several several, Predicate<String> isUsed, Predicate<JsonNode> hasPlace) {
        of(several, isUsed).stream()
                .filter(column -> several.parts(column.json()).stream().allMatch(hasPlace))
                .forEach(column -> placed.add(column.name()));
    }

    private List<Column> of(Several several, Predicate<String> isUsed) {
        return second.isEmpty()
                ? List.of()
                : second.stream()
                        .filter(column -> isUsed.test(column.normalised()) && isOf(several, column.normalised()))
                        .toList();
    }

    private static boolean isOf(Several several, String name) {
        return NextFree.columns(several).contains(name)
                || several.places().stream()
                        .anyMatch(place -> ContactNames.ALL.of(place.label()).contains(name));
    }

    /** Those of these names are left out on purpose. */
    void drop(Predicate<String> dropped) {
        second.removeIf(column -> dropped.test(column.normalised()));
    }

    /** Whether a field came second, and its value is written nowhere. */
    boolean isLost(Column column) {
        return second.contains(column) && !placed.contains(column.name());
    }
}
