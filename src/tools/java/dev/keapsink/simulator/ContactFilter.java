package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The part of v2's filter language that look-ups need: {@code name==value} terms, joined by semicolons. */
record ContactFilter(Map<String, String> terms) {
    private static final Set<String> NAMES =
            Set.of("email", "given_name", "family_name", "ids", "contact_ids", "phone_number", "phone_fields");
    private static final Set<String> PHONE_FIELDS = Set.of("PHONE1", "PHONE2", "PHONE3", "PHONE4", "PHONE5");

    /**
     * Reads a filter.
     *
     * @throws Refusal if a term is malformed or unknown
     */
    static ContactFilter parse(String filter) {
        Map<String, String> terms = new LinkedHashMap<>();
        for (String term : filter.isEmpty() ? new String[0] : filter.split(";", -1)) {
            String[] parts = term.split("==", 2);
            if (parts.length != 2 || parts[1].isEmpty() || !NAMES.contains(parts[0])) {
                throw Refusal.badRequest("Invalid filter: " + parts[0]);
            }
            terms.put(parts[0], parts[1]);
        }
        if (terms.containsKey("phone_number") != terms.containsKey("phone_fields")) {
            throw Refusal.badRequest("phone_number and phone_fields are needed together");
        }
        if (terms.containsKey("phone_fields") && !PHONE_FIELDS.containsAll(phoneFields(terms))) {
            throw Refusal.badRequest("Invalid phone_fields");
        }
        return new ContactFilter(terms);
    }

    /** The contacts that match all terms, oldest first. */
    List<StoredContact> in(ContactStore contacts) {
        List<StoredContact> found = new ArrayList<>(candidates(contacts));
        terms.forEach((name, value) -> found.removeIf(contact -> !matches(contact, name, value)));
        return found;
    }

    private Collection<StoredContact> candidates(ContactStore contacts) {
        String email = terms.get("email");
        if (email != null && !email.endsWith("*")) {
            return contacts.withEmail(email);
        }
        String phone = terms.get("phone_number");
        return phone == null ? contacts.all() : contacts.withPhone(phone);
    }

    private boolean matches(StoredContact contact, String name, String value) {
        return switch (name) {
            case "email" -> contact.emails().stream().anyMatch(email -> like(email, value));
            case "ids", "contact_ids" -> QueryValue.commaList(value).contains(String.valueOf(contact.id()));
            case "phone_number" -> hasPhone(contact, value);
            case "phone_fields" -> true;
            default -> like(contact.text(name), value);
        };
    }

    private boolean hasPhone(StoredContact contact, String number) {
        Set<String> slots = phoneFields(terms);
        for (JsonNode phone : contact.fields().path("phone_numbers")) {
            if (slots.contains(phone.path("field").asText())
                    && phone.path("number").asText().equals(number)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> phoneFields(Map<String, String> terms) {
        return Set.copyOf(QueryValue.commaList(
                Objects.requireNonNull(terms.get("phone_fields"), "phone_number comes with phone_fields")));
    }

    /** Compares without regard to case; a star at the end of the pattern stands for any text. */
    private static boolean like(String text, String pattern) {
        String actual = text.toLowerCase(Locale.ROOT);
        String wanted = pattern.toLowerCase(Locale.ROOT);
        return wanted.endsWith("*")
                ? actual.startsWith(wanted.substring(0, wanted.length() - 1))
                : actual.equals(wanted);
    }
}
