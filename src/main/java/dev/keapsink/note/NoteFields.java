package dev.keapsink.note;

import static dev.keapsink.field.FieldList.ANY_LENGTH;

import dev.keapsink.field.Field;
import dev.keapsink.field.FieldList;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldType;

/**
 * Keap's own fields of a note.
 *
 * @see <a href="https://developer.infusionsoft.com/docs/restv2/">Keap REST API v2</a>
 */
public final class NoteFields {

    /** The fields with their names. */
    public static final FieldNames ALL = new FieldList()
            .property("contact_id", FieldType.TEXT_ID, ANY_LENGTH)
            .property("contact_email", FieldType.EMAIL, ANY_LENGTH)
            .property("contact_key", FieldType.TEXT, ANY_LENGTH)
            .property("title", FieldType.TEXT, ANY_LENGTH, "subject")
            .property("text", FieldType.TEXT, ANY_LENGTH, "body", "note")
            .property("type", FieldType.TEXT, ANY_LENGTH, "note_type")
            .property(
                    "user_id",
                    FieldType.KEPT_TEXT,
                    ANY_LENGTH,
                    "user",
                    "owner",
                    "user_email",
                    "owner_email",
                    "owner_id")
            .property("is_pinned", FieldType.FLAG, ANY_LENGTH, "pinned")
            .names();

    static final Field CONTACT = ALL.table().named("contact_id");
    static final Field TITLE = ALL.table().named("title");
    static final Field TYPE = ALL.table().named("type");
    static final Field USER = ALL.table().named("user_id");

    private NoteFields() {}
}
