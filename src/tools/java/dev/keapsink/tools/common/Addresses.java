package dev.keapsink.tools.common;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * The addresses of Keap.
 *
 * @param base the REST API's, without a slash at its end
 * @param token the token endpoint's
 */
public record Addresses(String base, URI token) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);

    /**
     * Reads the addresses from the variables that the function reads. An empty variable counts as unset.
     *
     * @throws AccountException for a value that is no http or https address, or that looks like a secret
     */
    public static Addresses from(Map<String, String> environment) {
        return new Addresses(
                address(environment, "KEAP_SINK_BASE_URL", "https://api.infusionsoft.com/crm/rest")
                        .toString()
                        .replaceAll("/+$", ""),
                address(environment, "KEAP_SINK_TOKEN_URL", "https://api.infusionsoft.com/token"));
    }

    /**
     * Checks that some server answers at the REST API's address. Nothing is sent but a request without a credential.
     *
     * @throws AccountException if none does
     */
    public void requireReachable() {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build()) {
            HttpResponse<Void> unused = client.send(
                    HttpRequest.newBuilder(URI.create(base))
                            .timeout(ANSWER_TIMEOUT)
                            .build(),
                    BodyHandlers.discarding());
        } catch (IOException e) {
            throw new AccountException(
                    "Keap cannot be reached at %s (%s). Check KEAP_SINK_BASE_URL and this machine's network. Nothing was written."
                            .formatted(base, e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccountException("Stopped before anything was written.");
        }
    }

    private static URI address(Map<String, String> environment, String variable, String byDefault) {
        String text = Variables.read(environment, variable).orElse(byDefault);
        if (isAddress(text)) {
            return URI.create(text);
        }
        // The sentence names the variable, and does not quote its value.
        throw new AccountException(variable + " has to be an http or https address, such as " + byDefault + ".");
    }

    /** Returns whether a text is an http or https address without a user in it. */
    static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return text.matches("(?i)https?://.*") && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
