package dev.keapsink.file;

import static dev.keapsink.field.FieldList.ANY_LENGTH;

import dev.keapsink.content.FileSources;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldList;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldType;

/**
 * The fields of a file of a contact.
 *
 * @see <a href="https://developer.infusionsoft.com/docs/restv2/">Keap REST API v2</a>
 */
public final class FileFields {

    /** The fields with their names. */
    public static final FieldNames ALL = new FieldList()
            .property("contact_id", FieldType.TEXT_ID, ANY_LENGTH)
            .property("contact_email", FieldType.EMAIL, ANY_LENGTH)
            .property("contact_key", FieldType.TEXT, ANY_LENGTH)
            .property(FileName.FIELD, FieldType.TEXT, ANY_LENGTH, "filename", "name", "title")
            .property(FileSources.CONTENT, FieldType.TEXT, ANY_LENGTH, "file_data", "data", "base64")
            .property(FileSources.CONTENT_FROM, FieldType.TEXT, ANY_LENGTH, "url", "file_url", "content_url")
            .property("is_public", FieldType.FLAG, ANY_LENGTH, "public")
            .names();

    static final Field CONTACT = ALL.table().named("contact_id");
    static final Field NAME = ALL.table().named(FileName.FIELD);
    static final Field CONTENT = ALL.table().named(FileSources.CONTENT);
    static final Field CONTENT_FROM = ALL.table().named(FileSources.CONTENT_FROM);
    static final Field IS_PUBLIC = ALL.table().named("is_public");

    private FileFields() {}
}
