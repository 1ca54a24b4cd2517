package dev.keapsink.tools.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a line that is an envelope or a bare record, in the forms that the documentation shows first. A line with a
 * field that may name an operation is not read here, nor is a value that has more than one reading.
 *
 * @param envelope the object around the data; for a bare record, the data itself
 * @param data the contact's fields, as they stand in the line
 * @param fields the same by their names in lower case without punctuation; of several with one name, the first that is
 *     not blank. A mapping puts its targets in the place of the names
 * @param moreTags whether the mapping reads tags from further fields
 */
record PlainRecord(JsonNode envelope, JsonNode data, Map<String, JsonNode> fields, boolean moreTags) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<String> ENVELOPE_NAMES =
            Set.of("stream", "op", "key", "version", "tags", "contact_type", "data");

    /** Names under which producers state an operation, or another kind of message. */
    private static final Set<String> MAY_SAY_OPERATION = Set.of(
            "op",
            "operation",
            "optype",
            "opcode",
            "deleted",
            "isdeleted",
            "deletedat",
            "action",
            "verb",
            "type",
            "event",
            "eventname",
            "eventtype",
            "detailtype",
            "changetype",
            "meta",
            "metadata",
            "before",
            "after",
            "payload",
            "schema",
            "table",
            "database",
            "dynamodb",
            "oldimage",
            "newimage",
            "subscriptiontype",
            "changeeventheader",
            "deletedon",
            "rowkind",
            "sdcdeletedat",
            "fivetrandeleted",
            "hoodieisdeleted",
            "dmsop",
            "cdcoperation",
            "headerchangeoper",
            "metadataoperation",
            "eventkey",
            "header",
            "headers",
            "routingkey",
            "trigger",
            "topic");

    private static final List<String> EMAILS = List.of("email", "email1", "emailaddress", "emailaddress1", "mail");

    private static final List<String> PHONES =
            List.of("phone", "phone1", "phonenumber", "phonenumber1", "telephone", "mobile", "mobilephone");

    /** The compared fields with their names. A longer name that contains one of these may mean the same field. */
    private static final Map<String, List<String>> COMPARED = new TreeMap<>(Map.of(
            "given_name", List.of("givenname", "firstname", "fname"),
            "family_name", List.of("familyname", "lastname", "surname", "lname"),
            "job_title", List.of("jobtitle", "title"),
            "city", List.of("city", "locality", "town", "addresscity")));

    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    /** A zero behind a point may come from a program that took the number for a fraction. */
    private static final Pattern PHONE = Pattern.compile("(?!.*\\.0+$)\\+?[0-9 ().-]{7,20}");

    private static final Pattern ONE_DIGIT = Pattern.compile("(.)\\1*");
    private static final Pattern PHONE_NAME = Pattern.compile(".*(phone|mobile|cell|tel|fax).*");
    private static final int LEAST_DIGITS = 7;

    /** Returns empty for a body that is not a single record, or that may name an operation. */
    static Optional<PlainRecord> of(String body) {
        return single(body).filter(PlainRecord::isKnownEnvelope).filter(record -> !maySayOperation(record.data));
    }

    /** Returns the only record of a body, also one that names an operation. */
    static Optional<PlainRecord> single(String body) {
        JsonNode json = parsed(body);
        JsonNode data = json.path("data").isObject() ? json.path("data") : json;
        return data.isObject()
                ? Optional.of(new PlainRecord(json, data, fieldsOf(data, name -> true), false))
                : Optional.empty();
    }

    /** Returns the fields that have one of these names. */
    static Map<String, JsonNode> fieldsOf(JsonNode data, Predicate<String> wanted) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        data.properties().stream()
                .filter(field -> wanted.test(field.getKey()))
                .forEach(field -> fields.merge(
                        plain(field.getKey()), field.getValue(), (first, second) -> isBlank(first) ? second : first));
        return fields;
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private boolean isKnownEnvelope() {
        boolean known = envelope.propertyStream().allMatch(field -> ENVELOPE_NAMES.contains(field.getKey()));
        String operation = envelope.path("op").asText("upsert").toLowerCase(Locale.ROOT);
        return !isInEnvelope() || (known && (operation.equals("upsert") || operation.equals("delete")));
    }

    /** Whether a field of an object may name an operation. */
    static boolean maySayOperation(JsonNode object) {
        return fieldsOf(object, name -> true).entrySet().stream()
                .anyMatch(field -> MAY_SAY_OPERATION.contains(field.getKey()) && !isBlank(field.getValue()));
    }

    /** Whether a field of this name may be a target of a mapping. The name is in lower case without punctuation. */
    static boolean means(String target, String name) {
        return switch (target) {
            case "email1" -> EMAILS.contains(name);
            case "phone1" -> PHONES.contains(name);
            default ->
                COMPARED.getOrDefault(target.equals("locality") ? "city" : target, List.of(plain(target))).stream()
                        .anyMatch(name::contains);
        };
    }

    /** Whether a field of this name may be one that is compared. The name is in lower case without punctuation. */
    static boolean isCompared(String name) {
        return COMPARED.keySet().stream().anyMatch(field -> means(field, name));
    }

    boolean isDelete() {
        return (isInEnvelope() && envelope.path("op").asText("").equalsIgnoreCase("delete"))
                || data.hasNonNull("_ab_cdc_deleted_at");
    }

    boolean isInEnvelope() {
        return envelope.path("data").isObject();
    }

    /** Returns the first address field's value if it is a single plain address. */
    Optional<String> email() {
        return EMAILS.stream()
                .flatMap(name -> text(name).stream())
                .findFirst()
                .filter(text -> EMAIL.matcher(text).matches());
    }

    /** Returns the phone number if the record has no other number, no address and no object that could hold one. */
    Optional<String> phone() {
        boolean mayHaveAddress = Stream.concat(fields.values().stream(), data.valueStream())
                .anyMatch(value -> value.isObject() || value.asText("").contains("@"));
        return mayHaveAddress
                ? Optional.empty()
                : PHONES.stream()
                        .flatMap(name -> text(name).stream())
                        .findFirst()
                        .filter(PlainRecord::isPhone)
                        .filter(phone -> isOnlyPhone(Expectation.phoneKey(phone)));
    }

    private static boolean isPhone(String text) {
        String digits = Expectation.digits(text);
        return PHONE.matcher(text).matches()
                && digits.length() >= LEAST_DIGITS
                && !ONE_DIGIT.matcher(digits).matches();
    }

    private boolean isOnlyPhone(String key) {
        return fields.entrySet().stream()
                .filter(field -> PHONE_NAME.matcher(field.getKey()).matches())
                .map(field -> field.getValue().asText(""))
                .allMatch(other -> Expectation.digits(other).length() < LEAST_DIGITS
                        || Expectation.phoneKey(other).equals(key));
    }

    /** Returns the values of the compared fields, without those that two fields with different values may set. */
    Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        COMPARED.forEach((field, names) -> {
            List<JsonNode> values = fields.entrySet().stream()
                    .filter(entry -> names.stream().anyMatch(entry.getKey()::contains) && !isBlank(entry.getValue()))
                    .map(Map.Entry::getValue)
                    .distinct()
                    .toList();
            Optional<String> named =
                    names.stream().flatMap(name -> text(name).stream()).findFirst();
            named.filter(value -> values.size() == 1 && values.getFirst().isTextual() && PlainText.isWritten(value))
                    .ifPresent(value -> state.put(field, value));
        });
        return state;
    }

    PlainTags tags() {
        return new PlainTags(isInEnvelope() ? envelope.path("tags") : MissingNode.getInstance(), fields, moreTags);
    }

    OptionalLong version() {
        JsonNode version = envelope.path("version");
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

    private Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(value -> !isBlank(value))
                .map(value -> value.asText().strip());
    }

    static boolean isBlank(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.asText().isBlank())
                || (value.isArray() && value.isEmpty());
    }

    /** Returns a name in lower case without punctuation. */
    static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
