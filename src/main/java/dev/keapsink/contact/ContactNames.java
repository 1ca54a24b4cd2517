package dev.keapsink.contact;

import dev.keapsink.field.FieldNames;

/** The names of a contact's fields: {@code names.csv}, which is read when the first record needs it, not at the start. */
public final class ContactNames {

    /** The field of a person's whole name, which is split. */
    static final String FULL_NAME = "full_name";

    /** The field of a company's name, which has no place yet. */
    static final String COMPANY = "company";

    /** Every name of every field of a contact. */
    public static final FieldNames ALL = FieldNames.read(ContactNames.class, "names.csv", ContactFields.TABLE);

    private ContactNames() {}
}
