package dev.keapsink.tools.records;

import dev.keapsink.tools.common.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds an address that its columns' names divide between two addresses of the contact: {@code Home Street} is a part
 * of the shipping address, as Outlook exports it, and {@code Town} is a part of the billing address.
 */
final class DividedAddress {
    private static final String STREET = "line1";
    private static final List<String> PLACES = List.of("locality", "postal_code");

    private DividedAddress() {}

    /** Returns a sentence about a street without a place and a place without a street; empty if there are not both. */
    static Optional<String> sentence(Columns columns) {
        Map<String, String> streets = new TreeMap<>();
        Map<String, String> places = new TreeMap<>();
        for (String column : columns.all()) {
            for (String field : columns.fieldsOf(column)) {
                collect(column, field, List.of(STREET), streets);
                collect(column, field, PLACES, places);
            }
        }
        List<String> street = without(streets, places);
        List<String> place = without(places, streets);
        return street.isEmpty() || place.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s and %s are parts of different addresses. If they are one address, give them fields of one in a mapping."
                                .formatted(street.getFirst(), place.getFirst()));
    }

    /** Keeps the column by its field's address, such as {@code shipping_}. */
    private static void collect(String column, String field, List<String> parts, Map<String, String> columns) {
        for (String part : parts) {
            if (field.endsWith(part)) {
                columns.putIfAbsent(
                        field.substring(0, field.length() - part.length()),
                        "%s (%s)".formatted(TerminalText.listed(column), field));
            }
        }
    }

    private static List<String> without(Map<String, String> some, Map<String, String> others) {
        List<String> without = new ArrayList<>();
        some.forEach((address, column) -> {
            if (!others.containsKey(address)) {
                without.add(column);
            }
        });
        return without;
    }
}
