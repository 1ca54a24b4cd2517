package dev.keapsink.app;

import dev.keapsink.keap.KeapAuthentication.Header;
import java.net.URI;
import java.util.Optional;

/**
 * Holds the addresses of Keap and its credential, or where to find it.
 *
 * @param header the header that carries an API key
 * @param apiKey the API key itself; empty if a parameter holds the credential
 * @param parameter the name of the parameter with the credential; empty if the API key is configured
 */
record KeapSettings(URI baseUrl, URI tokenUrl, Header header, Optional<String> apiKey, Optional<String> parameter) {

    /** Stands for the parameter's name in sentences that must not show it. */
    static final String PARAMETER = "the parameter that KEAP_SINK_CREDENTIALS_PARAMETER names";

    static KeapSettings read(SettingReader reader) {
        Optional<String> key = reader.find(SinkConfig.API_KEY);
        Optional<String> parameter = reader.find(SinkConfig.CREDENTIALS_PARAMETER);
        checkOneIsSet(reader);
        return new KeapSettings(
                reader.read(SinkConfig.BASE_URL),
                reader.read(SinkConfig.TOKEN_URL),
                reader.read(SinkConfig.API_KEY_HEADER),
                key,
                parameter);
    }

    private static void checkOneIsSet(SettingReader reader) {
        boolean key = reader.isSet(SinkConfig.API_KEY);
        boolean parameter = reader.isSet(SinkConfig.CREDENTIALS_PARAMETER);
        if (key && parameter) {
            reader.problem("KEAP_SINK_API_KEY and KEAP_SINK_CREDENTIALS_PARAMETER are both set; keep the one that"
                    + " holds the credential to use, and unset the other");
        }
        if (!key && !parameter) {
            reader.problem(
                    "KEAP_SINK_CREDENTIALS_PARAMETER is not set, nor is KEAP_SINK_API_KEY; set the first to the name of"
                            + " a parameter with the credential, or the second to a Keap Personal Access Token or Service"
                            + " Account Key");
        }
    }

    @Override
    public String toString() {
        return "KeapSettings[" + baseUrl + ", " + header + "]";
    }
}
