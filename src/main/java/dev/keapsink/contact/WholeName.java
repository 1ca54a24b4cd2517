package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Column;
import dev.keapsink.field.Field;
import dev.keapsink.field.FoundValue;
import dev.keapsink.field.LeftOut;
import dev.keapsink.mapping.WriteOptions;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Fills the parts of a name from a whole name, if a record has no other name. */
final class WholeName {

    private static final String NO_NAME = "is not split, because it is not the name of a person";

    private static final String NOTE =
            "is followed by something in brackets, which is no part of the name and is not written";

    private WholeName() {}

    /** Whether dropping a field drops the whole name as well. */
    static boolean isPartOf(Field dropped) {
        return dropped.equals(ContactFields.GIVEN_NAME) || dropped.equals(ContactFields.FAMILY_NAME);
    }

    /**
     * Splits the best whole name of a record.
     *
     * @param byName the record's values by their normalised names
     * @param found the values by field; this method adds the parts
     * @param isFree whether a field may be filled and has no entry in the mapping
     * @return the normalised name of the column that was split
     */
    static Optional<String> split(
            Map<String, JsonNode> byName, Map<Field, FoundValue> found, Predicate<Field> isFree, WriteOptions options) {
        Predicate<Field> isEmpty = field -> isFree.test(field)
                && (!found.containsKey(field)
                        || found.get(field).isBlank()
                        || found.get(field).isFiller(field));
        if (!isEmpty.test(ContactFields.GIVEN_NAME) || !isEmpty.test(ContactFields.FAMILY_NAME)) {
            return Optional.empty();
        }
        for (String column : ContactNames.ALL.of(ContactNames.FULL_NAME)) {
            JsonNode json = byName.getOrDefault(column, MissingNode.getInstance());
            Optional<FullName> name = name(json);
            if (name.isPresent()) {
                parts(name.get()).forEach((field, part) -> {
                    if (!part.isEmpty() && isEmpty.test(field)) {
                        found.put(field, new FoundValue(new TextNode(part), options, false));
                    }
                });
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** The note behind the name, which is not written. */
    static Optional<LeftOut> note(JsonNode json) {
        return json.isTextual() && FullName.hasNote(json.asText())
                ? Optional.of(new LeftOut(ContactNames.FULL_NAME, NOTE))
                : Optional.empty();
    }

    private static Optional<FullName> name(JsonNode json) {
        return json.isTextual() ? FullName.of(json.asText()) : Optional.empty();
    }

    /** Why a column with a name of a whole name is not split, if it holds no name of a person. */
    static Optional<LeftOut> whyUnused(Column column) {
        return ContactNames.ALL.of(ContactNames.FULL_NAME).contains(column.normalised())
                        && name(column.json()).isEmpty()
                ? Optional.of(new LeftOut(ContactNames.FULL_NAME, NO_NAME, column.name()))
                : Optional.empty();
    }

    private static Map<Field, String> parts(FullName name) {
        return Map.of(
                ContactFields.named("prefix"),
                name.prefix(),
                ContactFields.GIVEN_NAME,
                name.given(),
                ContactFields.FAMILY_NAME,
                name.family(),
                ContactFields.named("suffix"),
                name.suffix());
    }
}
