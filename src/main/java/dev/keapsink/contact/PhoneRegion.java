package dev.keapsink.contact;

import dev.keapsink.field.Field;
import dev.keapsink.field.FoundValue;
import dev.keapsink.field.Value;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Countries;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the country of a record's phone numbers without a country code: the record's own country, or else the
 * deployment's.
 */
final class PhoneRegion {

    private PhoneRegion() {}

    /** The country as ISO 3166-1 alpha-2; empty if neither is known. */
    static Optional<String> of(Map<Field, Value> fields, Conventions conventions) {
        return Optional.ofNullable(fields.get(ContactFields.BILLING_COUNTRY))
                .flatMap(country -> Countries.alpha2(country.text()))
                .or(conventions::country);
    }

    /** The same for a record whose fields are not converted yet. */
    static Optional<String> ofFound(Map<Field, FoundValue> fields, Conventions conventions) {
        return Optional.ofNullable(fields.get(ContactFields.BILLING_COUNTRY))
                .filter(country -> country.json().isTextual())
                .flatMap(country -> Countries.alpha3(country.json().asText()))
                .flatMap(Countries::alpha2)
                .or(conventions::country);
    }
}
