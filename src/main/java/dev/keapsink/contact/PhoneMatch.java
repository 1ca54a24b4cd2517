package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.object.Change;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Countries;
import dev.keapsink.value.PhoneIdentity;
import dev.keapsink.value.Phones;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Decides whether a record and an existing contact have the same phone number. An extension may be a part of the number
 * or a field of its own.
 */
final class PhoneMatch {

    private PhoneMatch() {}

    /**
     * The identity of a record's first number.
     *
     * @param conventions say in which country it is dialled, if the fields do not
     */
    static Optional<String> identity(Map<Field, Value> fields, Conventions conventions) {
        return text(fields, ContactFields.PHONE1)
                .map(number -> PhoneIdentity.of(number, PhoneRegion.of(fields, conventions)))
                .map(number -> withExtension(
                        number, text(fields, ContactFields.PHONE1_EXTENSION).orElse("")));
    }

    /**
     * Whether an item of a contact's numbers is the number of a record. If only one of the two has an extension in a
     * field of its own, the number decides, because the other may lack it.
     *
     * @param sought the identity that {@link #identity} returned for the record
     * @param region the country in which the record's number is dialled
     * @param ofContact the contact's country
     */
    static boolean isSame(
            JsonNode item, String sought, Change change, Optional<String> region, Optional<String> ofContact) {
        String number = item.path("number").asText("");
        return isSame(item, number, sought, change, region.isEmpty() ? region : ofContact.or(() -> region))
                || (region.isEmpty() && isSame(item, number, sought, change, ofContact));
    }

    private static boolean isSame(
            JsonNode item, String number, String sought, Change change, Optional<String> country) {
        String there = PhoneIdentity.of(number, country);
        String extension = item.path("extension").asText("");
        String wanted = change.text(ContactFields.PHONE1_EXTENSION).orElse("");
        return there.equals(sought)
                || withExtension(there, Phones.extension(extension).isEmpty() ? wanted : extension)
                        .equals(sought);
    }

    private static String withExtension(String number, String extension) {
        String digits = Phones.extension(extension);
        return digits.isEmpty() || number.contains(PhoneIdentity.EXTENSION)
                ? number
                : number + PhoneIdentity.EXTENSION + digits;
    }

    /** The country of a contact: {@code 030 123456} is another phone in Germany than in Austria. */
    static Optional<String> country(JsonNode contact) {
        return StreamSupport.stream(contact.path("addresses").spliterator(), false)
                .filter(address -> address.path("field").asText().equals("BILLING"))
                .map(address -> address.path("country_code").asText(""))
                .flatMap(code -> Countries.alpha3(code).flatMap(Countries::alpha2).stream())
                .findFirst();
    }

    private static Optional<String> text(Map<Field, Value> fields, Field field) {
        return Optional.ofNullable(fields.get(field))
                .filter(value -> !value.isClearing())
                .map(Value::text);
    }
}
