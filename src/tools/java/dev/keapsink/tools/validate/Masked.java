package dev.keapsink.tools.validate;

import java.util.Set;

/** Shows personal values as patterns: how a value is written is often what is wrong with it. */
final class Masked {

    /** The columns of checks that hold no personal data: ids, names of the account's own, counts and times. */
    private static final Set<String> OPEN = Set.of(
            "app_id",
            "object",
            "keap_id",
            "run_id",
            "source",
            "stream",
            "reason",
            "field",
            "outcome",
            "status",
            "message_id",
            "position",
            "attempt",
            "at",
            "started_at",
            "source_time",
            "last_seen",
            "pages",
            "items",
            "counted",
            "usual",
            "records",
            "rejected",
            "contacts",
            "things",
            "products",
            "total",
            "paid",
            "due",
            "refunded",
            "payments",
            "ordered_at",
            "sku",
            "contact_type");

    private Masked() {}

    /** The value of a column as the report shows it. */
    static String value(String column, String value) {
        return OPEN.contains(column) || column.endsWith("_id") || column.endsWith("_ids") ? value : pattern(value);
    }

    /** The text with x for each letter, and 0 for each digit. */
    static String pattern(String text) {
        return text.codePoints()
                .map(one -> Character.isLetter(one) ? 'x' : Character.isDigit(one) ? '0' : one)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
