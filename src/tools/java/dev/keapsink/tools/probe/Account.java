package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Keap account as the probe reads it before it writes: its tenant, the key's user, contact types and custom fields.
 *
 * @param user the name and e-mail address of the key's user
 * @param contactTypes the contact types that Keap lists; empty if it lists none or refuses
 * @param model Keap's reply about the custom fields of contacts
 */
record Account(String tenant, String user, List<String> contactTypes, Reply model) {

    /**
     * Reads the account.
     *
     * @throws ProbeException if no server answers, if it is not Keap's, or if Keap refuses the key
     */
    static Account read(Keap keap) {
        try {
            Reply user = whoAmI(keap);
            return new Account(tenant(user), user(user.body()), contactTypes(keap), keap.get("/v1/contacts/model"));
        } catch (UnusableReply e) {
            throw new ProbeException("%s at %s. Check the address in KEAP_SINK_BASE_URL and this machine's network."
                    .formatted(e.getMessage(), keap.access().baseUrl()));
        } catch (Stopped e) {
            throw new ProbeException(String.valueOf(e.getMessage()));
        }
    }

    private static Reply whoAmI(Keap keap) {
        Reply reply = keap.get("/v2/oauth/connect/userinfo");
        if (!isUser(reply) && reply.status() != 401) {
            reply = keap.get("/v1/oauth/connect/userinfo");
        }
        if (reply.status() == 401) {
            throw new ProbeException(
                    "Keap does not take the key in KEAP_SINK_API_KEY (%s). Check that it is complete, not"
                                    .formatted(reply)
                            + " revoked, and of the account behind KEAP_SINK_BASE_URL; KEAP_SINK_API_KEY_HEADER chooses the"
                            + " header it is sent in.");
        }
        if (reply.status() == 403) {
            throw new ProbeException(
                    "Keap forbids the call (%s). Give the key's user API access in Keap.".formatted(reply));
        }
        if (reply.status() >= 500) {
            throw new ProbeException("Keap is out of order (%s). Try again later.".formatted(reply));
        }
        if (!isUser(reply)) {
            throw new ProbeException("The server at %s is not Keap's REST API (%s). Check KEAP_SINK_BASE_URL."
                    .formatted(keap.access().baseUrl(), reply));
        }
        return reply;
    }

    private static boolean isUser(Reply reply) {
        return reply.status() == 200 && (reply.body().has("sub") || reply.body().has("email"));
    }

    private static String tenant(Reply user) {
        return Optional.of(user.body().path("tenant_id").asText(""))
                .filter(id -> !id.isEmpty())
                .or(() -> user.headers().firstValue("x-keap-tenant-id"))
                .filter(id -> !id.isBlank())
                .orElse("of an unknown name");
    }

    private static String user(JsonNode user) {
        String names = Stream.of("given_name", "family_name")
                .map(name -> user.path(name).asText("").strip())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(" "));
        String email = user.path("email").asText("");
        if (names.isEmpty() && email.isEmpty()) {
            return "a user without a name";
        }
        return names.isEmpty() || email.isEmpty() ? names + email : "%s (%s)".formatted(names, email);
    }

    /** Returns no types, and does not fail, if Keap refuses both calls: no experiment depends on them. */
    private static List<String> contactTypes(Keap keap) {
        Reply reply = keap.get("/v2/settings/contactOptionTypes");
        List<String> types = new ArrayList<>();
        reply.body().path("option_types").forEach(type -> types.add(type.asText()));
        if (types.isEmpty()) {
            String joined = keap.get("/v1/setting/contact/optionTypes")
                    .body()
                    .path("value")
                    .asText("");
            Arrays.stream(joined.split(",", -1))
                    .map(String::strip)
                    .filter(type -> !type.isEmpty())
                    .forEach(types::add);
        }
        return List.copyOf(types);
    }

    /** Returns the custom fields of contacts. */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : model.body().path("custom_fields")) {
            if (field.path("record_type").asText("CONTACT").equals("CONTACT")) {
                fields.add(Field.of(field));
            }
        }
        return List.copyOf(fields);
    }

    /** Returns a clause that says why an experiment was not tried, and what would help. */
    String without(String lack) {
        return model.isOk()
                ? "not tried: there is no %s; add it in Keap (Settings, Custom fields) and probe again".formatted(lack)
                : "not tried: Keap does not show the account's custom fields (%s)".formatted(model);
    }

    /** Returns the first custom field of a type, as Keap names types. */
    Optional<Field> fieldOf(String type) {
        return fields().stream().filter(field -> field.type().equals(type)).findFirst();
    }
}
