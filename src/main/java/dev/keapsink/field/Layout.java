package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How the records of one kind of object are laid out beyond one column a field. It is made for one record, whose {@link Columns} it
 * may take apart then.
 */
public interface Layout {

    /** One column a field, and nothing else. */
    Layout PLAIN = new Layout() {};

    /**
     * Finds fields for values whose columns name none.
     *
     * @param found what has a field; what is placed joins it
     * @param isWanted the fields that may be filled
     */
    default void place(Map<Field, FoundValue> found, Predicate<Field> isWanted) {}

    /** The normalised names that mean fields which are left out, beyond those of the fields themselves. */
    default Collection<String> names(Collection<Field> dropped) {
        return List.of();
    }

    /** The contents of custom fields that stand in no column of their own, by the names of the fields. */
    default Map<String, JsonNode> customFields() {
        return Map.of();
    }

    /** What there is to say of a column that has a field's name and was of no use. */
    default Optional<LeftOut> whyUnused(Column column) {
        return Optional.empty();
    }
}
