package dev.keapsink.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one line asks of Keap. Reads an envelope or a bare record by itself rather than with the function's own code, so
 * that a mistake there is not repeated here.
 *
 * @param contact who the contact is: {@code email:} with the address in lower case, else {@code phone:} with its digits
 * @param version orders the states of one contact; empty when the line carries none
 * @param state the compared fields that the line sets
 * @param delete whether the line wants the contact gone or without its tags
 */
record Expectation(
        long line, String contact, Set<Long> tags, OptionalLong version, Map<String, String> state, boolean delete) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The names of the fields looked at, in lower case and without punctuation; the first one present counts. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "email", List.of("email", "email1", "emailaddress", "emailaddress1", "mail"),
            "phone", List.of("phone", "phone1", "phonenumber", "phonenumber1", "telephone", "mobile", "mobilephone"),
            "given_name", List.of("givenname", "firstname", "fname"),
            "family_name", List.of("familyname", "lastname", "surname", "lname"),
            "job_title", List.of("jobtitle"),
            "city", List.of("city", "locality", "town", "addresscity"));

    private static final List<String> COMPARED = List.of("given_name", "family_name", "job_title", "city");

    /** Returns nothing for a line that is not one record with an e-mail or a phone. */
    static Optional<Expectation> of(RecordFile.Line line) {
        JsonNode body = parsed(line.body());
        JsonNode data = body.path("data").isObject() ? body.path("data") : body;
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        data.properties().forEach(field -> fields.putIfAbsent(plain(field.getKey()), field.getValue()));
        Set<Long> tags = new TreeSet<>();
        addTags(body.path("tags"), tags);
        addTags(fields.getOrDefault("tags", JSON.missingNode()), tags);
        Map<String, String> state = new LinkedHashMap<>();
        COMPARED.forEach(field -> text(fields, field).ifPresent(value -> state.put(field, value)));
        return contact(fields)
                .map(contact -> new Expectation(
                        line.number(), contact, tags, version(body.path("version")), state, isDelete(body, data)));
    }

    private static boolean isDelete(JsonNode body, JsonNode data) {
        return (body.path("data").isObject() && body.path("op").asText("").equalsIgnoreCase("delete"))
                || data.hasNonNull("_ab_cdc_deleted_at");
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> contact(Map<String, JsonNode> fields) {
        return text(fields, "email")
                .map(Expectation::emailKey)
                .or(() -> text(fields, "phone").map(Expectation::phoneKey));
    }

    static String emailKey(String email) {
        return "email:" + email.strip().toLowerCase(Locale.ROOT);
    }

    static String phoneKey(String phone) {
        return "phone:" + phone.replaceAll("[^0-9]", "");
    }

    private static Optional<String> text(Map<String, JsonNode> fields, String field) {
        return NAMES.get(field).stream()
                .map(fields::get)
                .filter(value ->
                        value != null && !value.isNull() && !value.asText().isBlank())
                .map(value -> value.asText().strip())
                .findFirst();
    }

    private static void addTags(JsonNode list, Set<Long> tags) {
        list.forEach(tag -> tags.add(tag.asLong()));
        if (list.isTextual()) {
            Arrays.stream(list.asText().split(",", -1))
                    .map(String::strip)
                    .filter(tag -> tag.matches("\\d+"))
                    .forEach(tag -> tags.add(Long.parseLong(tag)));
        }
    }

    private static OptionalLong version(JsonNode version) {
        if (version.isIntegralNumber()) {
            return OptionalLong.of(version.asLong());
        }
        try {
            return version.isTextual()
                    ? OptionalLong.of(Instant.parse(version.asText()).toEpochMilli())
                    : OptionalLong.empty();
        } catch (DateTimeParseException e) {
            return OptionalLong.empty();
        }
    }
}
