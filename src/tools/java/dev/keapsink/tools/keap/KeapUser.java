package dev.keapsink.tools.keap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.tools.common.AccountException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The user of the key, and the account that the key is for.
 *
 * @param name the name and e-mail address of the user
 */
public record KeapUser(String tenant, String name) {

    /**
     * Asks Keap.
     *
     * @throws AccountException if the server is not Keap's, or refuses the key
     * @throws UnusableReply if no server answers
     * @throws Stopped if Keap throttles
     */
    public static KeapUser of(Keap keap) {
        Reply user = whoAmI(keap);
        return new KeapUser(tenant(user), user(user.body()));
    }

    private static Reply whoAmI(Keap keap) {
        Reply reply = keap.get("/v2/oauth/connect/userinfo");
        if (!isUser(reply) && reply.status() != 401) {
            reply = keap.get("/v1/oauth/connect/userinfo");
        }
        if (reply.status() == 401) {
            throw new AccountException(
                    "Keap does not take the key in KEAP_SINK_API_KEY (%s). Check that it is complete, not"
                                    .formatted(reply)
                            + " revoked, and of the account behind KEAP_SINK_BASE_URL; KEAP_SINK_API_KEY_HEADER chooses the"
                            + " header it is sent in.");
        }
        if (reply.status() == 403) {
            throw new AccountException(
                    "Keap forbids the call (%s). Give the key's user API access in Keap.".formatted(reply));
        }
        if (reply.status() >= 500) {
            throw new AccountException("Keap is out of order (%s). Try again later.".formatted(reply));
        }
        if (!isUser(reply)) {
            throw new AccountException("The server at %s is not Keap's REST API (%s). Check KEAP_SINK_BASE_URL."
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
}
