package dev.keapsink.simulator;

import static dev.keapsink.simulator.QueryValue.IDS;
import static dev.keapsink.simulator.QueryValue.MOMENT;
import static dev.keapsink.simulator.QueryValue.TEXT;
import static dev.keapsink.simulator.QueryValue.WHOLE;
import static dev.keapsink.simulator.QueryValue.oneOf;
import static dev.keapsink.simulator.QueryValue.someOf;
import static dev.keapsink.simulator.Shape.listOf;
import static dev.keapsink.simulator.Shape.object;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table of the operations of Keap's API. The simulator refuses calls by it, and tests check recorded calls by it.
 */
public final class RequestModel {
    private static final Set<String> V1_PROPERTIES = ContactViewV1.OPTIONAL;
    private static final Set<String> V2_PROPERTIES = ContactViewV2.FIELDS;
    private static final int MOST_TAGGED_AT_ONCE = 100;

    private static final BodyModel NEW_CONTACT = BodyModel.json(ContactShapes.CONTACT, ContactRules::ofNewContact);
    private static final BodyModel UPSERT = BodyModel.json(ContactShapes.UPSERT, ContactRules::ofNewContact);
    private static final BodyModel CHANGE = BodyModel.json(ContactShapes.CONTACT, ContactRules::ofAnyContact);

    private static final BodyModel NEW_TAG = BodyModel.json(object().required(Shape.TEXT, "name")
            .optional(Shape.TEXT, "description")
            .optional(object().required(Shape.WHOLE, "id"), "category"));

    private static final List<Operation> CONTACT_OPERATIONS = List.of(
            Operation.of("PUT", "/v1/contacts").body(UPSERT),
            Operation.of("POST", "/v1/contacts").body(NEW_CONTACT),
            Operation.of("PATCH", "/v1/contacts/{id}").body(CHANGE).query(someOf(updatable()), "update_mask"),
            Operation.of("DELETE", "/v1/contacts/{id}"),
            Operation.of("GET", "/v1/contacts/{id}").query(someOf(V1_PROPERTIES), "optional_properties"),
            Operation.of("GET", "/v1/contacts")
                    .query(TEXT, "email", "given_name", "family_name")
                    .query(WHOLE, "limit", "offset")
                    .query(oneOf("id", "date_created"), "order")
                    .query(oneOf("ASCENDING", "DESCENDING"), "order_direction")
                    .query(MOMENT, "since")
                    .query(someOf(V1_PROPERTIES), "optional_properties"),
            Operation.of("GET", "/v1/contacts/model"),
            Operation.of("GET", "/v2/contacts")
                    .query(TEXT, "filter")
                    .query(WHOLE, "page_size", "page_token")
                    .query(oneOf("id asc", "id desc", "create_time asc", "create_time desc"), "order_by")
                    .query(someOf(V2_PROPERTIES), "fields"),
            Operation.of("GET", "/v1/contacts/{id}/tags").query(WHOLE, "limit", "offset"),
            Operation.of("POST", "/v1/contacts/{id}/tags").body(ids("tagIds")),
            Operation.of("DELETE", "/v1/contacts/{id}/tags").query(IDS, "ids").needing("ids"),
            Operation.of("GET", "/v1/tags").query(TEXT, "name").query(WHOLE, "limit", "offset"),
            Operation.of("POST", "/v1/tags").body(NEW_TAG),
            Operation.of("GET", "/v1/tags/{id}"),
            Operation.of("GET", "/v1/tags/{id}/contacts").query(WHOLE, "limit", "offset"),
            Operation.of("POST", "/v1/tags/{id}/contacts").body(ids("ids")),
            Operation.of("DELETE", "/v1/tags/{id}/contacts").query(IDS, "ids").needing("ids"),
            Operation.of("GET", "/v2/settings/contactOptionTypes"),
            Operation.of("GET", "/v1/setting/contact/optionTypes"),
            Operation.of("GET", "/v1/setting/application/configuration"),
            Operation.of("GET", "/v1/locales/defaultOptions"),
            Operation.of("GET", "/v1/account/profile"),
            Operation.of("GET", "/v1/oauth/connect/userinfo"),
            Operation.of("GET", "/v2/oauth/connect/userinfo"));

    private static final List<Operation> OPERATIONS = Stream.concat(
                    CONTACT_OPERATIONS.stream(), ObjectOperations.all().stream())
            .toList();

    private RequestModel() {}

    /**
     * The parts of a recorded call that Keap's documentation does not allow, one sentence each; empty for a correct
     * call. Calls for tokens are not part of the API and not checked.
     */
    public static List<String> problems(Call call) {
        return problems(call, Behaviour.DEFAULT);
    }

    /** The same for an account whose behaviour is known. */
    public static List<String> problems(Call call, Behaviour behaviour) {
        if (call.isForTokens()) {
            return List.of();
        }
        return find(call.method(), call.path())
                .map(operation -> operation.problems(call.query(), call.body()).stream())
                .orElseGet(() -> Stream.of(Problem.tolerated("path", "is not known")))
                .filter(problem -> problem.isOneFor(behaviour))
                .map(problem -> call.method() + " " + call.path() + ": " + problem)
                .toList();
    }

    static List<Operation> operations() {
        return OPERATIONS;
    }

    static Optional<Operation> find(String method, String path) {
        return OPERATIONS.stream()
                .filter(operation -> operation.isAt(method, path))
                .findFirst();
    }

    static boolean knowsPath(String path) {
        return OPERATIONS.stream()
                .anyMatch(operation -> operation.path().match(path).isPresent());
    }

    static Operation named(String method, String template) {
        return OPERATIONS.stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> operation.path().toString().equals(template))
                .findFirst()
                .orElseThrow();
    }

    private static BodyModel ids(String property) {
        return BodyModel.json(object().required(listOf(Shape.WHOLE, MOST_TAGGED_AT_ONCE), property));
    }

    private static Set<String> updatable() {
        Set<String> names = new HashSet<>(ContactShapes.CONTACT.properties().keySet());
        names.remove("tag_ids");
        names.add("notes");
        return names;
    }
}
