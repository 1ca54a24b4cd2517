package dev.keapsink.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Brings one JSON value into the form that Keap takes for a field. */
final class FieldValue {

    /** One at-sign, something on both sides, a dot in the domain: what every address that can receive mail has. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+\\.[^\\s@<>,;\".]+");

    private static final Pattern HAS_DIGIT = Pattern.compile(".*\\d.*");

    /** The date-time form of Keap's v1 documentation, such as 2017-01-01T22:17:59.039Z. */
    private static final DateTimeFormatter KEAP_DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private FieldValue() {}

    /**
     * The value for Keap; nothing for one that is absent, null or blank, because an empty value would overwrite.
     *
     * @throws InvalidValue if Keap could not take it
     */
    static Optional<String> of(ContactField field, JsonNode json) {
        if (isBlank(json)) {
            return Optional.empty();
        }
        if (json.isContainerNode()) {
            throw new InvalidValue(field.label(), "must be a text or a number, not a list or an object");
        }
        if (json.isFloatingPointNumber() && !Double.isFinite(json.doubleValue())) {
            throw new InvalidValue(field.label(), "is a number beyond all bounds");
        }
        String text = text(json).strip();
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidValue(field.label(), "holds half of a character (a lone surrogate)");
        }
        return Optional.of(checked(field, text));
    }

    static boolean isBlank(JsonNode json) {
        return json.isNull() || (json.isTextual() && json.asText().isBlank());
    }

    /** A fraction as plain digits: a column with gaps turns whole numbers into 15551234567.0, or 1.5551234567E10. */
    private static String text(JsonNode json) {
        return json.isFloatingPointNumber()
                ? json.decimalValue().stripTrailingZeros().toPlainString()
                : json.asText();
    }

    private static String checked(ContactField field, String text) {
        return switch (field.kind()) {
            case TEXT -> text;
            case EMAIL -> matching(EMAIL, text, field, "is not an e-mail address");
            case PHONE -> matching(HAS_DIGIT, text, field, "is not a phone number: it has no digit");
            case DATE -> dateTime(field, text);
            case COUNTRY ->
                Countries.alpha3(text)
                        .orElseThrow(() -> new InvalidValue(
                                field.label(), "is not a country: use its ISO 3166 code or English name"));
        };
    }

    private static String matching(Pattern pattern, String text, ContactField field, String complaint) {
        if (!pattern.matcher(text).matches()) {
            throw new InvalidValue(field.label(), complaint);
        }
        return text;
    }

    private static String dateTime(ContactField field, String text) {
        try {
            // The day as it is written: shifting it to another zone would move the birthday.
            LocalDate day = text.length() <= "2000-01-31".length()
                    ? LocalDate.parse(text)
                    : DateTimeFormatter.ISO_DATE_TIME.parse(text, LocalDate::from);
            return KEAP_DATE_TIME.format(day.atStartOfDay(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new InvalidValue(field.label(), "is not a date: use the form 1980-12-31");
        }
    }
}
