package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the content of a contact whose shape is right. */
final class ContactRules {
    private static final List<String> SLOTTED = List.of("email_addresses", "phone_numbers", "fax_numbers", "addresses");

    private ContactRules() {}

    static List<Problem> ofAnyContact(JsonNode contact) {
        List<Problem> problems = new ArrayList<>();
        contact.path("addresses").forEach(address -> checkRegion(address, problems));
        contact.path("addresses").forEach(address -> checkZip(address, problems));
        contact.path("email_addresses").forEach(item -> checkEmail(item, problems));
        SLOTTED.forEach(list -> checkSlots(list, "field", contact, problems));
        checkSlots("custom_fields", "id", contact, problems);
        return problems;
    }

    static List<Problem> ofNewContact(JsonNode contact) {
        List<Problem> problems = ofAnyContact(contact);
        if (!hasAny(contact, "email_addresses", "email") && !hasAny(contact, "phone_numbers", "number")) {
            problems.add(Problem.refused("contact", "has no e-mail and no phone", "Email or phone number is required"));
        }
        return problems;
    }

    private static boolean hasAny(JsonNode contact, String list, String property) {
        for (JsonNode item : contact.path(list)) {
            if (!item.path(property).asText("").isBlank()) {
                return true;
            }
        }
        return false;
    }

    private static void checkRegion(JsonNode address, List<Problem> problems) {
        String where = "addresses " + address.path("field").asText();
        String region = address.path("region").asText("");
        String country = address.path("country_code").asText("");
        if (!region.isEmpty() && country.isEmpty()) {
            problems.add(
                    Problem.refused(where, "has a region but no country_code", "COUNTRY CODE needed if Region Exists"));
        } else if (!country.isEmpty() && !Regions.isCountry(country)) {
            problems.add(Problem.refused(
                    where, "has a country_code that is not ISO alpha-3", label(address, "COUNTRY CODE")));
        } else if (!region.isEmpty() && !Regions.isRegion(region, country)) {
            problems.add(Problem.refused(where, "has no full region", label(address, "Region")));
        }
    }

    private static String label(JsonNode address, String what) {
        return address.path("field").asText() + " " + what + " is invalid";
    }

    private static void checkZip(JsonNode address, List<Problem> problems) {
        String where = "addresses " + address.path("field").asText();
        if (has(address, "zip_code") && has(address, "postal_code")) {
            problems.add(Problem.refused(where, "has both zip_code and postal_code", label(address, "ZIP CODE")));
        }
        if (has(address, "zip_four") && !has(address, "zip_code")) {
            problems.add(Problem.refused(where, "has zip_four without zip_code", label(address, "ZIP FOUR")));
        }
    }

    private static boolean has(JsonNode address, String property) {
        return !address.path(property).asText("").isEmpty();
    }

    private static void checkEmail(JsonNode item, List<Problem> problems) {
        if (item.path("email").asText("").isBlank()) {
            problems.add(Problem.refused("email_addresses", "has a blank e-mail", "Email address is invalid"));
        }
    }

    private static void checkSlots(String list, String key, JsonNode contact, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        for (JsonNode item : contact.path(list)) {
            String slot = item.path(key).asText();
            if (!seen.add(slot)) {
                problems.add(Problem.tolerated(list, "fills " + slot + " more than once"));
            }
        }
    }
}
