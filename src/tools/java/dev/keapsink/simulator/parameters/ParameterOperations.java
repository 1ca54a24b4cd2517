package dev.keapsink.simulator.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Carries out the operations of Parameter Store, as JSON in and JSON out. */
final class ParameterOperations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LARGEST_PAGE = 50;

    /** The value of a SecureString in an answer without decryption. */
    private static final String CIPHERTEXT = "AQICAHciphertext";

    private final StoredParameters parameters;

    ParameterOperations(StoredParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the answer to a request.
     *
     * @throws ParameterStoreError if the store refuses the request
     */
    ObjectNode answer(String operation, JsonNode request) {
        String name = request.path("Name").asText();
        return switch (operation) {
            case "GetParameter" -> get(name, request);
            case "PutParameter" -> put(name, request);
            case "GetParameterHistory" -> history(name, request);
            default -> throw new ParameterStoreError("UnknownOperationException", "");
        };
    }

    /** A name may end with a version, as in {@code /crm/mapping:2}. */
    private ObjectNode get(String selector, JsonNode request) {
        int colon = selector.indexOf(':');
        String name = colon < 0 ? selector : selector.substring(0, colon);
        ParameterVersion version =
                colon < 0 ? parameters.latest(name) : parameters.version(name, selector.substring(colon + 1));
        ObjectNode answer = JSON.objectNode();
        answer.set("Parameter", described(name, version, request));
        return answer;
    }

    private ObjectNode put(String name, JsonNode request) {
        long version = parameters.add(
                name,
                request.path("Type").asText(),
                request.path("Value").asText(),
                request.path("KeyId").asText(),
                request.path("Overwrite").asBoolean());
        return JSON.objectNode().put("Tier", "Standard").put("Version", version);
    }

    /** A page begins behind the version that its token names. So a write between two pages shifts no version. */
    private ObjectNode history(String name, JsonNode request) {
        int size = request.path("MaxResults").asInt(LARGEST_PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw new ParameterStoreError("ValidationException", "MaxResults must be 1 to " + LARGEST_PAGE);
        }
        long seen = seen(request.path("NextToken").asText("0"));
        List<ParameterVersion> left = parameters.existing(name).stream()
                .filter(version -> version.version() > seen)
                .toList();
        List<ParameterVersion> page = left.stream().limit(size).toList();
        ObjectNode answer = JSON.objectNode();
        ArrayNode listed = answer.putArray("Parameters");
        for (ParameterVersion version : page) {
            ObjectNode entry = described(name, version, request).put("Tier", "Standard");
            if (version.isSecure()) {
                entry.put("KeyId", version.keyId());
            }
            listed.add(entry);
        }
        if (page.size() < left.size()) {
            answer.put("NextToken", String.valueOf(page.getLast().version()));
        }
        return answer;
    }

    private static long seen(String token) {
        try {
            return Long.parseLong(token);
        } catch (NumberFormatException unknown) {
            throw new ParameterStoreError("InvalidNextToken", "The specified token isn't valid.");
        }
    }

    private static ObjectNode described(String name, ParameterVersion version, JsonNode request) {
        boolean isReadable =
                !version.isSecure() || request.path("WithDecryption").asBoolean();
        return JSON.objectNode()
                .put("Name", name)
                .put("Type", version.type())
                .put("Value", isReadable ? version.value() : CIPHERTEXT)
                .put("Version", version.version())
                .put("DataType", "text");
    }
}
