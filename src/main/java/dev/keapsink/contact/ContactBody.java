package dev.keapsink.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The body of a v1 contact write. Only what has a value is in it: Keap refuses names it does not know and would take an
 * empty value for an order to erase. The names are set here and not on the application's mapper, which also reads and
 * writes Lambda's own documents.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ContactBody(
        @Nullable String duplicateOption,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String middleName,
        @Nullable String jobTitle,
        @Nullable String website,
        @Nullable String birthday,
        @Nullable String contactType,
        @Nullable String optInReason,
        List<Email> emailAddresses,
        List<Phone> phoneNumbers,
        List<Address> addresses) {

    record Email(String email, String field) {}

    record Phone(String number, String field) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Address(
            String field,
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String locality,
            @Nullable String region,
            @Nullable String postalCode,
            @Nullable String countryCode) {}

    /** Says nothing: all of it is personal. */
    @Override
    public String toString() {
        return "ContactBody";
    }

    private static final List<ContactField> EMAILS =
            List.of(ContactField.EMAIL1, ContactField.EMAIL2, ContactField.EMAIL3);

    private static final List<ContactField> PHONES = List.of(
            ContactField.PHONE1, ContactField.PHONE2, ContactField.PHONE3, ContactField.PHONE4, ContactField.PHONE5);

    private static final List<ContactField> ADDRESS = List.of(
            ContactField.LINE1,
            ContactField.LINE2,
            ContactField.LOCALITY,
            ContactField.REGION,
            ContactField.POSTAL_CODE,
            ContactField.COUNTRY);

    /**
     * The body for a change.
     *
     * @param matchRule for an upsert; null for a plain create or update, which do not take the option
     */
    static ContactBody of(ContactChange change, @Nullable MatchRule matchRule) {
        Map<ContactField, String> fields = change.fields();
        return new ContactBody(
                matchRule == null ? null : matchRule.duplicateOption(),
                fields.get(ContactField.GIVEN_NAME),
                fields.get(ContactField.FAMILY_NAME),
                fields.get(ContactField.MIDDLE_NAME),
                fields.get(ContactField.JOB_TITLE),
                fields.get(ContactField.WEBSITE),
                fields.get(ContactField.BIRTHDAY),
                change.contactType(),
                fields.get(ContactField.OPT_IN_REASON),
                items(EMAILS, fields, Email::new),
                items(PHONES, fields, Phone::new),
                ADDRESS.stream().anyMatch(fields::containsKey) ? List.of(address(fields)) : List.of());
    }

    private static <T> List<T> items(
            List<ContactField> wanted, Map<ContactField, String> fields, BiFunction<String, String, T> item) {
        return fields.entrySet().stream()
                .filter(field -> wanted.contains(field.getKey()))
                .map(field -> item.apply(field.getValue(), field.getKey().name()))
                .toList();
    }

    private static Address address(Map<ContactField, String> fields) {
        String region = fields.get(ContactField.REGION);
        String country = fields.get(ContactField.COUNTRY);
        return new Address(
                "BILLING",
                fields.get(ContactField.LINE1),
                fields.get(ContactField.LINE2),
                fields.get(ContactField.LOCALITY),
                region == null || country == null ? region : Countries.region(region, country),
                fields.get(ContactField.POSTAL_CODE),
                country);
    }
}
