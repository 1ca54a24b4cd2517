package dev.keapsink.company;

import static dev.keapsink.field.FieldList.ANY_LENGTH;

import dev.keapsink.field.Field;
import dev.keapsink.field.FieldList;
import dev.keapsink.field.FieldNames;
import dev.keapsink.field.FieldPath;
import dev.keapsink.field.FieldType;

/**
 * Keap's own fields of a company. The lengths are those that Keap documents for the same columns of contacts.
 *
 * @see <a href="https://developer.infusionsoft.com/docs/restv2/">Keap REST API v2</a>
 */
public final class CompanyFields {

    /** The fields with their names. */
    public static final FieldNames ALL = new FieldList()
            .property("company_name", FieldType.KEPT_TEXT, ANY_LENGTH, "name", "company")
            .add("email", FieldType.EMAIL, 75, part("email_address", "email"), "email_address", "email1")
            .add("phone", FieldType.PHONE, 40, part("phone_number", "number"), "phone_number", "phone1")
            .add("phone_extension", FieldType.TEXT, ANY_LENGTH, part("phone_number", "extension"), "phone_ext")
            .add("phone_type", FieldType.TEXT, ANY_LENGTH, part("phone_number", "type"))
            .add("fax", FieldType.PHONE, ANY_LENGTH, part("fax_number", "number"), "fax_number", "fax1")
            .add("fax_type", FieldType.TEXT, ANY_LENGTH, part("fax_number", "type"))
            .add(
                    "line1",
                    FieldType.TEXT,
                    75,
                    part("address", "line1"),
                    "address",
                    "street",
                    "address1",
                    "address_line1")
            .add("line2", FieldType.TEXT, 75, part("address", "line2"), "address2", "address_line2")
            .add("locality", FieldType.TEXT, 50, part("address", "locality"), "city", "address_locality")
            .add("region", FieldType.TEXT, 50, part("address", "region"), "state", "province", "address_region")
            .add(
                    "postal_code",
                    FieldType.POSTAL_CODE,
                    15,
                    part("address", "postal_code"),
                    "zip",
                    "zip_code",
                    "postcode")
            .add("country", FieldType.COUNTRY, ANY_LENGTH, part("address", "country_code"), "country_code")
            .property("website", FieldType.TEXT, 100, "url")
            .property("notes", FieldType.TEXT, ANY_LENGTH)
            .property("owner_id", FieldType.TEXT_ID, ANY_LENGTH)
            .property("job_title", FieldType.TEXT, 255)
            .property("contact_type", FieldType.TEXT, ANY_LENGTH)
            .names();

    static final Field NAME = ALL.table().named("company_name");

    private CompanyFields() {}

    private static FieldPath part(String object, String name) {
        return new FieldPath.Part(object, name);
    }
}
