package dev.keapsink.contact;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which fields mean something only beside another one of the same list item: an extension beside its number, a region
 * beside its country, the last four digits beside their zip code.
 */
final class Dependence {

    private static final Map<String, String> NEEDS = Map.of(
            "type", "number",
            "extension", "number",
            "number_e164", "number",
            "region", "country_code",
            "zip_four", "postal_code");

    private static final Map<ContactField, ContactField> BASES = bases();

    private Dependence() {}

    /** The field that a field is nothing without, if there is one. */
    static Optional<ContactField> base(ContactField field) {
        return Optional.ofNullable(BASES.get(field));
    }

    private static Map<ContactField, ContactField> bases() {
        Map<ContactField, ContactField> bases = new HashMap<>();
        for (ContactField field : ContactFields.values()) {
            if (field.place() instanceof Place.Item item && NEEDS.containsKey(item.name())) {
                Place base = new Place.Item(item.list(), item.key(), item.slot(), NEEDS.get(item.name()));
                ContactFields.values().stream()
                        .filter(other -> other.place().equals(base))
                        .forEach(other -> bases.put(field, other));
            }
        }
        return Map.copyOf(bases);
    }
}
