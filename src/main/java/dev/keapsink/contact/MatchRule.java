package dev.keapsink.contact;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who a contact is, defined once for planning and writing alike: Keap's {@code duplicate_option}, and the phone for
 * records without an e-mail address.
 */
public enum MatchRule {
    /** The e-mail address alone. */
    EMAIL("Email"),
    /** The e-mail address together with both names. */
    EMAIL_AND_NAME("EmailAndName");

    private final String duplicateOption;

    MatchRule(String duplicateOption) {
        this.duplicateOption = duplicateOption;
    }

    /** The value that Keap's upsert takes. */
    public String duplicateOption() {
        return duplicateOption;
    }

    /** The key of a contact with these fields; nothing if nobody could be found by them. */
    Optional<ContactKey> key(Map<ContactField, String> fields) {
        String email = fields.get(ContactField.EMAIL1);
        if (email != null) {
            return Optional.of(new ContactKey.ByEmail(folded(email), names(fields)));
        }
        return Optional.ofNullable(fields.get(ContactField.PHONE1)).map(phone -> new ContactKey.ByPhone(digits(phone)));
    }

    private String names(Map<ContactField, String> fields) {
        return this == EMAIL
                ? ""
                : folded(fields.get(ContactField.GIVEN_NAME)) + '\n' + folded(fields.get(ContactField.FAMILY_NAME));
    }

    static String folded(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }

    /** A phone number without its punctuation: what two ways of writing one number have in common. */
    static String digits(String phone) {
        return phone.replaceAll("[^0-9]", "");
    }
}
