package dev.keapsink.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.tools.records.RecordFile;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The contact that one line asks for, where the line has only one reading. The function's own code is not used here, so
 * a mistake in it shows up as a difference.
 *
 * @param line its number in the file, from 1 on
 * @param contact the contact's key: {@code email:} and the address in lower case, with the names behind it if they tell
 *     contacts apart; else {@code phone:} and the last digits
 * @param digits all digits of a contact that is known by its phone number; empty for others
 * @param tags the ids of tags that the line certainly asks for
 * @param allTags whether the line asks for no other tags
 * @param version orders the states of one contact; empty when the line carries none
 * @param state the values of the compared fields that the line sets, by field
 * @param delete whether the line deletes the contact or removes its tags
 */
record Expectation(
        long line,
        String contact,
        String digits,
        Set<Long> tags,
        boolean allTags,
        OptionalLong version,
        Map<String, String> state,
        boolean delete) {

    private static final String GIVEN_NAME = "given_name";
    private static final String FAMILY_NAME = "family_name";

    /** With the country code and without it, two notations of one number have the same last digits. */
    private static final int LAST_DIGITS = 7;

    /** Returns empty for a line that is not a single record, or that has more than one reading. */
    static Optional<Expectation> of(RecordFile.Line line, AuditRules rules) {
        return PlainRecord.of(line.body())
                .flatMap(rules.mapping()::applied)
                .flatMap(record -> of(line.number(), record, rules.byName()));
    }

    private static Optional<Expectation> of(long line, PlainRecord record, boolean byName) {
        Optional<String> email = record.email();
        Optional<String> phone = email.isPresent() ? Optional.empty() : record.phone();
        Map<String, String> state = record.state();
        String givenName = state.getOrDefault(GIVEN_NAME, "");
        String familyName = state.getOrDefault(FAMILY_NAME, "");
        if (byName && email.isPresent() && (givenName.isEmpty() || familyName.isEmpty())) {
            return Optional.empty();
        }
        return email.map(Expectation::emailKey)
                .map(key -> byName ? withNames(key, givenName, familyName) : key)
                .or(() -> phone.map(Expectation::phoneKey))
                .map(contact -> new Expectation(
                        line,
                        contact,
                        phone.map(Expectation::digits).orElse(""),
                        record.tags().ids(),
                        record.tags().areAll(),
                        record.version(),
                        state,
                        record.isDelete()));
    }

    /**
     * Returns the key of a stored contact, by the same rule as for a line.
     *
     * @param byName whether names tell contacts of one address apart
     */
    static String contactOf(JsonNode contact, boolean byName) {
        String email = contact.at("/email_addresses/0/email").asText("");
        if (email.isBlank()) {
            return phoneKey(contact.at("/phone_numbers/0/number").asText(""));
        }
        return byName
                ? withNames(
                        emailKey(email),
                        contact.path(GIVEN_NAME).asText(""),
                        contact.path(FAMILY_NAME).asText(""))
                : emailKey(email);
    }

    private static String withNames(String key, String givenName, String familyName) {
        return (key + ' ' + givenName + ' ' + familyName).toLowerCase(Locale.ROOT);
    }

    /** Returns the key without names. */
    static String withoutNames(String contact) {
        return contact.split(" ", 2)[0];
    }

    static String emailKey(String email) {
        return "email:" + email.strip().toLowerCase(Locale.ROOT);
    }

    static String phoneKey(String phone) {
        String digits = digits(phone);
        return "phone:" + digits.substring(Math.max(0, digits.length() - LAST_DIGITS));
    }

    static String digits(String phone) {
        return phone.replaceAll("[^0-9]", "");
    }
}
