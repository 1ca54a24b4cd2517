package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads records whose shape goes beyond one column a field. An instance serves one record, whose {@link Columns} it may
 * change.
 */
public interface Layout {

    /** The plain layout: one column a field. */
    Layout PLAIN = new Layout() {};

    /**
     * Finds fields for values whose columns name none.
     *
     * @param found the values by field; this method adds those that it places
     * @param isWanted the fields that may be filled
     */
    default void place(Map<Field, FoundValue> found, Predicate<Field> isWanted) {}

    /** The further normalised names that mean these dropped fields in this layout. */
    default Collection<String> names(Collection<Field> dropped) {
        return List.of();
    }

    /** Values for custom fields that have no column of their own, by the names of the fields. */
    default Map<String, JsonNode> customFields() {
        return Map.of();
    }

    /** Why a column that has a field's name was not used, if there is something to say. */
    default Optional<LeftOut> whyUnused(Column column) {
        return Optional.empty();
    }
}
