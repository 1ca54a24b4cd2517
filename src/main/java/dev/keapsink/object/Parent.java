package dev.keapsink.object;

import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
import dev.keapsink.record.ObjectType;
import java.util.List;

/**
 * An object to which records of one type can refer.
 *
 * @param id the field that takes the parent's id
 * @param names the fields that name the parent in another way, by their names of {@link KeapObject#referenceNames}; the
 *     first that has a value counts
 * @param isRequired whether every object of the type has such a parent
 */
public record Parent(ObjectType type, Field id, List<Named> names, boolean isRequired) {

    /** A field whose value names the parent. */
    public record Named(String name, Field field) {}

    public Parent {
        names = List.copyOf(names);
    }

    /**
     * The parent whose fields are called after its type, such as {@code contact_id} and {@code contact_email}.
     *
     * @param names by which a record can name the parent, besides the id; the first that has a value counts
     */
    public static Parent of(ObjectType type, FieldNames fields, boolean isRequired, String... names) {
        String before = type.noun() + "_";
        return new Parent(
                type,
                fields.table().named(before + "id"),
                List.of(names).stream()
                        .map(name -> new Named(name, fields.table().named(before + name)))
                        .toList(),
                isRequired);
    }
}
