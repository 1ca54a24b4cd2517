package dev.keapsink.contact;

import dev.keapsink.field.FieldNames;

/** The names of a contact's fields, from {@code names.csv}. The file is read for the first record, not at the start. */
public final class ContactNames {

    /** The word for a person's whole name, which is split into fields. */
    static final String FULL_NAME = "full_name";

    /** Every name of every field of a contact. */
    public static final FieldNames ALL = FieldNames.read(ContactNames.class, "names.csv", ContactFields.TABLE);

    private ContactNames() {}
}
