package dev.keapsink.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.tools.records.RecordFile;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one line asks of Keap, where that is beyond doubt. It is read by other code than the function's own, so that a mistake
 * there is not repeated here.
 *
 * @param contact who the contact is: {@code email:} with the address in lower case, else {@code phone:} with its last digits
 * @param digits the whole number of a contact that is known by its phone; empty for others
 * @param tags those that are certain
 * @param allTags whether the line asks for no others
 * @param version orders the states of one contact; empty when the line carries none
 * @param state the compared fields that the line sets
 * @param delete whether the line wants the contact gone or without its tags
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

    /** Two notations of one number agree in these, with a country's code and without. */
    private static final int LAST_DIGITS = 7;

    /** Returns nothing for a line that is not one record of which it is certain what becomes of it. */
    static Optional<Expectation> of(RecordFile.Line line) {
        return PlainRecord.of(line.body()).flatMap(record -> of(line.number(), record));
    }

    private static Optional<Expectation> of(long line, PlainRecord record) {
        Optional<String> email = record.email();
        Optional<String> phone = email.isPresent() ? Optional.empty() : record.phone();
        return email.map(Expectation::emailKey)
                .or(() -> phone.map(Expectation::phoneKey))
                .map(contact -> new Expectation(
                        line,
                        contact,
                        phone.map(Expectation::digits).orElse(""),
                        record.tags().ids(),
                        record.tags().areAll(),
                        record.version(),
                        record.state(),
                        record.isDelete()));
    }

    /** Who a stored contact is, by the same rule as for a line. */
    static String contactOf(JsonNode contact) {
        String email = contact.at("/email_addresses/0/email").asText("");
        return email.isBlank() ? phoneKey(contact.at("/phone_numbers/0/number").asText("")) : emailKey(email);
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
