package dev.keapsink.tools.keap;

import dev.keapsink.tools.common.AccountException;
import dev.keapsink.tools.common.Variables;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/**
 * The address of Keap and the key, from the variables that the function reads.
 *
 * @param baseUrl the REST API's address, without a slash at its end
 * @param asBearer whether the key goes into the header {@code Authorization}
 * @param key the key; a secret
 */
public record KeapAccess(String baseUrl, boolean asBearer, String key) {
    private static final int LAST_PORT = 65_535;
    private static final String KEAP = "https://api.infusionsoft.com/crm/rest";

    /**
     * Reads the variables; an empty one counts as unset. No sentence repeats a value: it may be a key in the wrong
     * variable.
     *
     * @throws AccountException for a missing key, an impossible value, or a secret in a variable that must not hold one
     */
    public static KeapAccess from(Map<String, String> environment) {
        String key = Variables.secret(environment, "KEAP_SINK_API_KEY").orElse("");
        if (key.isEmpty()) {
            throw new AccountException(
                    "KEAP_SINK_API_KEY is not set. Make a Personal Access Token or Service Account Key in"
                            + " Keap (Settings, API settings) and set the variable to it.");
        }
        check(key.matches("[!-~]+"), "KEAP_SINK_API_KEY", "a key without spaces, as Keap shows it");
        String url =
                Variables.read(environment, "KEAP_SINK_BASE_URL").orElse(KEAP).replaceAll("/+$", "");
        check(isBase(url), "KEAP_SINK_BASE_URL", "an http or https address without /v1, such as " + KEAP);
        String header = Variables.read(environment, "KEAP_SINK_API_KEY_HEADER").orElse("X-Keap-API-Key");
        boolean bearer = header.equalsIgnoreCase("Authorization");
        check(
                bearer || header.equalsIgnoreCase("X-Keap-API-Key"),
                "KEAP_SINK_API_KEY_HEADER",
                "X-Keap-API-Key or Authorization");
        return new KeapAccess(url, bearer, key);
    }

    private static void check(boolean right, String variable, String allowed) {
        if (!right) {
            throw new AccountException(variable + " has to be " + allowed + ".");
        }
    }

    private static boolean isBase(String url) {
        return url.matches("(?i)https?://[^/?#@\\s]+(/[^?#\\s]*)?") && !url.matches(".*/v[12]") && isUri(url);
    }

    private static boolean isUri(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && uri.getPort() <= LAST_PORT;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns a request with the key in its header; the target starts at /v1/ or /v2/. */
    public HttpRequest.Builder request(String target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + target))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
        return asBearer ? request.header("Authorization", "Bearer " + key) : request.header("X-Keap-API-Key", key);
    }

    /** Returns the text without the key: a proxy may repeat a request in its error page. */
    public String redacted(String text) {
        return text.replace(key, "***");
    }

    /** Returns a curl command for a call, with the key in its variable. */
    public String curl(String method, String target) {
        String header = asBearer ? "Authorization: Bearer $KEAP_SINK_API_KEY" : "X-Keap-API-Key: $KEAP_SINK_API_KEY";
        return "curl -X %s -H \"%s\" %s%s".formatted(method, header, baseUrl, target);
    }

    @Override
    public String toString() {
        return "KeapAccess[" + baseUrl + "]";
    }
}
