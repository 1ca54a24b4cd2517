package dev.keapsink.contact;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A field of a contact that a record may carry, with the names producers use for it. Names are compared ignoring case
 * and everything but letters and digits, so that {@code first_name}, {@code firstName} and {@code First Name} are one.
 * When a record has several names of one field, the one listed first wins.
 */
public enum ContactField {
    EMAIL1(Kind.EMAIL, "email", "email1", "email_address", "email_address1", "mail"),
    EMAIL2(Kind.EMAIL, "email2", "email_address2"),
    EMAIL3(Kind.EMAIL, "email3", "email_address3"),
    PHONE1(Kind.PHONE, "phone", "phone1", "phone_number", "phone_number1", "telephone", "mobile", "mobile_phone"),
    PHONE2(Kind.PHONE, "phone2", "phone_number2"),
    PHONE3(Kind.PHONE, "phone3", "phone_number3"),
    PHONE4(Kind.PHONE, "phone4", "phone_number4"),
    PHONE5(Kind.PHONE, "phone5", "phone_number5"),
    GIVEN_NAME(Kind.TEXT, "given_name", "first_name", "fname"),
    FAMILY_NAME(Kind.TEXT, "family_name", "last_name", "surname", "lname"),
    MIDDLE_NAME(Kind.TEXT, "middle_name"),
    JOB_TITLE(Kind.TEXT, "job_title"),
    WEBSITE(Kind.TEXT, "website"),
    BIRTHDAY(Kind.DATE, "birthday", "birth_date", "date_of_birth", "dob"),
    LINE1(Kind.TEXT, "address_line1", "line1", "address1", "address", "street", "street_address"),
    LINE2(Kind.TEXT, "address_line2", "line2", "address2"),
    LOCALITY(Kind.TEXT, "city", "locality", "town", "address_city"),
    REGION(Kind.TEXT, "region", "state", "province", "region_name", "address_region", "address_state"),
    POSTAL_CODE(Kind.TEXT, "postal_code", "zip_code", "zip", "postcode", "address_postal_code"),
    COUNTRY(Kind.COUNTRY, "country_code", "country", "country_name", "address_country"),
    OPT_IN_REASON(Kind.TEXT, "opt_in_reason");

    /** What a field's value has to look like. */
    enum Kind {
        TEXT,
        EMAIL,
        PHONE,
        DATE,
        COUNTRY
    }

    private final Kind kind;

    // Stream.toList() is unmodifiable, which the check cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> names;

    ContactField(Kind kind, String... names) {
        this.kind = kind;
        this.names = Stream.of(names).map(ContactField::normalised).toList();
    }

    Kind kind() {
        return kind;
    }

    /** The field's names, normalised, best first. */
    public Collection<String> names() {
        return names;
    }

    /** The name under which a person knows the field. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String normalised(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
