package dev.keapsink.field;

import java.util.List;

/** A small table of fields and its names, of no object that the sink writes. */
final class Notes {

    static final Field TITLE = field(0, "title", FieldType.TEXT);
    static final Field TEXT = field(1, "text", FieldType.TEXT);
    static final Field DUE = field(2, "due", FieldType.DAY);

    static final FieldTable TABLE = new FieldTable(List.of(TITLE, TEXT, DUE));

    static final FieldNames NAMES = FieldNames.read(Notes.class, "notes.csv", TABLE);

    private Notes() {}

    private static Field field(int order, String label, FieldType kind) {
        return new Field(order, label, kind, 100, new FieldPath.Property(label));
    }
}
