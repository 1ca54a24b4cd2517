package dev.keapsink.tools.common;

import java.net.URI;
import java.util.Map;

/**
 * The addresses of Keap.
 *
 * @param base the REST API's, without a slash at its end
 * @param token the token endpoint's
 */
public record Addresses(String base, URI token) {

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

    private static URI address(Map<String, String> environment, String variable, String byDefault) {
        String text = Variables.read(environment, variable).orElse(byDefault);
        try {
            URI uri = URI.create(text);
            if (text.matches("(?i)https?://.*") && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // The sentence below names the variable; the exception would quote its value.
        }
        throw new AccountException(variable + " has to be an http or https address, such as " + byDefault + ".");
    }
}
