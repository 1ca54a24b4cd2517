package dev.keapsink.properties;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.simulator.StoredContact;
import java.util.Map;

/** Somebody whom records are about: three who have an address, two who have only a number. */
enum Person {
    ADA("ada@example.com", null),
    BOB("bob@example.com", null),
    CYD("cyd@example.com", null),
    PIA(null, "+1 555-0100"),
    QUE(null, "+1 555-0101");

    private final String email;
    private final String phone;

    Person(String email, String phone) {
        this.email = email;
        this.phone = phone;
    }

    /** What every record about the person says, the address in one of its spellings. */
    Map<String, String> identity(boolean loud) {
        return email == null
                ? Map.of("phone", phone)
                : Map.of("email", loud ? " " + email.replace('e', 'E') : email, "first_name", name());
    }

    boolean is(StoredContact contact) {
        if (email != null) {
            return contact.emails().stream().anyMatch(email::equalsIgnoreCase);
        }
        for (JsonNode item : contact.fields().path("phone_numbers")) {
            if (item.path("number").asText().equals(phone)) {
                return true;
            }
        }
        return false;
    }
}
