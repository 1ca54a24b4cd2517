package dev.keapsink.field;

import dev.keapsink.field.FieldNames.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists Keap's own fields of one type of object with the names by which producers know them, in the order of the
 * object's document. Not threadsafe; its {@link #names} are.
 */
public final class FieldList {

    /** Keap documents no length for the field. */
    public static final int ANY_LENGTH = Integer.MAX_VALUE;

    private final List<Field> fields = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    /**
     * Adds a field that is a property of the document, under the same label.
     *
     * @param names further names of the field
     */
    public FieldList property(String name, FieldType kind, int maxLength, String... names) {
        return add(name, kind, maxLength, new FieldPath.Property(name), names);
    }

    /**
     * Adds a field.
     *
     * @param label the name that documents the field, and that records may use as well
     * @param names further names of the field
     */
    public FieldList add(String label, FieldType kind, int maxLength, FieldPath place, String... names) {
        fields.add(new Field(fields.size(), label, kind, maxLength, place));
        lines.add(Line.usual(label, label));
        for (String name : names) {
            lines.add(Line.usual(label, name));
        }
        return this;
    }

    /** The fields with their names. */
    public FieldNames names() {
        return FieldNames.of(lines, new FieldTable(fields));
    }
}
