package dev.keapsink.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.credential.Credential.ApiKey;
import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.text.Blanks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A credential as a JSON document: {@code {"api_key":…}}, or
 * {@code {"client_id","client_secret","access_token","refresh_token","expires_at"}} with {@code expires_at} in seconds
 * of the epoch. Unknown fields are kept.
 */
public final class CredentialDocument {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final List<String> GRANT_FIELDS = List.of("client_id", "client_secret", "refresh_token");

    /** The latest possible expiry in seconds of the epoch. It leaves an {@link Instant} room to calculate. */
    private static final long LATEST_EXPIRY =
            Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

    private final ObjectNode fields;
    private final Credential credential;

    private CredentialDocument(ObjectNode fields, Credential credential) {
        this.fields = fields;
        this.credential = credential;
    }

    /**
     * Reads a document.
     *
     * @param place the operator's name for the place of the document, for the complaint
     * @throws CredentialUnreadable if the text is no such document; the message repeats nothing of it
     */
    public static CredentialDocument parse(String text, String place) {
        JsonNode node = json(text).filter(JsonNode::isObject).orElseThrow(() -> wrong(place, "is not a JSON object"));
        boolean key = !text(node, "api_key").isEmpty();
        boolean grant =
                GRANT_FIELDS.stream().anyMatch(field -> !text(node, field).isEmpty());
        if (key && grant) {
            throw wrong(place, "holds both an api_key and an OAuth2 grant; keep one of them");
        }
        return new CredentialDocument((ObjectNode) node, key ? apiKey(node, place) : grant(node, place));
    }

    /** A new document for an API key. */
    public static String of(ApiKey key) {
        return JSON.createObjectNode().put("api_key", key.secret()).toString();
    }

    /** A new document for a grant. */
    public static String of(Grant grant) {
        return with(JSON.createObjectNode(), grant);
    }

    /** The credential in the document. */
    public Credential credential() {
        return credential;
    }

    /** The text of this document with another grant in it. */
    public String with(Grant grant) {
        return with(fields.deepCopy(), grant);
    }

    private static String with(ObjectNode fields, Grant grant) {
        fields.remove("api_key");
        return fields.put("client_id", grant.client().id())
                .put("client_secret", grant.client().secret())
                .put("access_token", grant.secret())
                .put("refresh_token", grant.refreshToken())
                .put("expires_at", grant.expiresAt().getEpochSecond())
                .toString();
    }

    private static ApiKey apiKey(JsonNode node, String place) {
        return new ApiKey(sendable(text(node, "api_key"), "api_key", place));
    }

    private static Grant grant(JsonNode node, String place) {
        GRANT_FIELDS.stream()
                .filter(field -> text(node, field).isEmpty())
                .findFirst()
                .ifPresent(missing -> {
                    throw wrong(place, "holds neither an api_key nor a %s".formatted(missing));
                });
        String accessToken = text(node, "access_token");
        return new Grant(
                new Client(text(node, "client_id"), text(node, "client_secret")),
                accessToken.isEmpty() ? "" : sendable(accessToken, "access_token", place),
                text(node, "refresh_token"),
                accessToken.isEmpty() ? Instant.EPOCH : expiry(node.path("expires_at")));
    }

    /**
     * The expiry of an access token. A senseless one counts as over, so that the next run of refresh renews the token.
     * A caller that only reads the credential ignores the expiry.
     */
    private static Instant expiry(JsonNode node) {
        String text = Blanks.strip(node.asText(""));
        boolean sensible = text.matches("\\d{1,12}") && Long.parseLong(text) <= LATEST_EXPIRY;
        return sensible ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.EPOCH;
    }

    /** Refuses characters that a header cannot carry. A line end would be an attack or a slip. */
    private static String sendable(String secret, String field, String place) {
        if (!secret.matches("[!-~]+")) {
            throw wrong(
                    place,
                    "has a%s %s with spaces or characters that are not ASCII"
                            .formatted(field.startsWith("a") ? "n" : "", field));
        }
        return secret;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? Blanks.strip(value.textValue()) : "";
    }

    /** Parses JSON, and drops the exception, which would quote the text. */
    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(Blanks.aroundJson(text)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static CredentialUnreadable wrong(String place, String what) {
        return CredentialUnreadable.untilMended(
                ("%s %s; it has to be {\"api_key\":\"…\"} with a Personal Access Token or Service Account Key, or what"
                                + " ./run authorize writes")
                        .formatted(place, what));
    }
}
