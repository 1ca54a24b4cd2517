package dev.keapsink.tools.common;

import java.net.URI;
import java.util.Map;

/**
 * Where the account is.
 *
 * @param base of the REST API, without a slash at its end
 */
public record Addresses(String base, URI token) {

    /**
     * From the variables that the function reads; an empty one counts as unset.
     *
     * @throws AccountException for an address that is none, or that holds a secret
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
            // Answered below, in our own words.
        }
        throw new AccountException(variable + " has to be an http or https address, such as " + byDefault + ".");
    }
}
