package dev.keapsink.contact;

import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.object.Key;
import dev.keapsink.text.Blanks;
import dev.keapsink.text.Composed;
import dev.keapsink.value.Conventions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which contacts are the same, for planning and writing alike. It stands for Keap's {@code duplicate_option},
 * and for the match by phone of records without an e-mail address.
 */
public enum MatchRule {
    /** Contacts match by e-mail address. */
    EMAIL("Email"),
    /** Contacts match by e-mail address and both names. */
    EMAIL_AND_NAME("EmailAndName");

    private final String duplicateOption;

    MatchRule(String duplicateOption) {
        this.duplicateOption = duplicateOption;
    }

    /** The value of {@code duplicate_option} in Keap's upsert. */
    public String duplicateOption() {
        return duplicateOption;
    }

    /**
     * The key of a contact with these fields; empty if no contact could be found by them.
     *
     * @param conventions say in which country a number is dialled, if the fields do not
     */
    Optional<Key> key(Map<Field, Value> fields, Conventions conventions) {
        Value email = fields.get(ContactFields.EMAIL1);
        if (email != null) {
            return Optional.of(ContactKeys.byEmail(folded(email.text()), names(fields)));
        }
        return PhoneMatch.identity(fields, conventions).map(ContactKeys::byPhone);
    }

    private String names(Map<Field, Value> fields) {
        return this == EMAIL
                ? ""
                : name(fields, ContactFields.GIVEN_NAME) + '\n' + name(fields, ContactFields.FAMILY_NAME);
    }

    private static String name(Map<Field, Value> fields, Field field) {
        Value value = fields.get(field);
        return value == null ? "" : folded(value.text());
    }

    static String folded(String text) {
        return Composed.of(Blanks.strip(text)).toLowerCase(Locale.ROOT);
    }
}
