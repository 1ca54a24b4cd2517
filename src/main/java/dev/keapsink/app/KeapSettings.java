package dev.keapsink.app;

import dev.keapsink.keap.KeapAuthentication.Header;
import dev.keapsink.text.Blanks;
import java.net.URI;
import java.util.Optional;

/**
 * Where Keap is and how to speak to it.
 *
 * @param header of an API key
 * @param apiKey the key itself; absent if the credential is in a parameter
 * @param parameter the name of the parameter with the credential
 */
record KeapSettings(URI baseUrl, URI tokenUrl, Header header, Optional<String> apiKey, Optional<String> parameter) {

    /** What the parameter is called where its name is not said. */
    static final String PARAMETER = "the parameter that KEAP_SINK_CREDENTIALS_PARAMETER names";

    static KeapSettings read(SinkConfig config, SettingReader reader) {
        Optional<String> key = reader.readSecret(
                "KEAP_SINK_API_KEY",
                config.apiKey(),
                Optional.<String>empty(),
                "a key without spaces, as Keap shows it",
                text -> Optional.of(Values.allowedIf(text.matches("[!-~]+"), () -> text)));
        Optional<String> parameter = reader.read(
                "KEAP_SINK_CREDENTIALS_PARAMETER",
                config.credentialsParameter(),
                Optional.<String>empty(),
                "the name of a parameter in Parameter Store, such as /keap-sink/credentials",
                text -> Optional.of(Values.allowedIf(text.matches("[\\w./+=@:-]+"), () -> text)));
        checkOneIsSet(config, reader);
        return new KeapSettings(
                reader.read(
                        "KEAP_SINK_BASE_URL",
                        config.baseUrl(),
                        URI.create("https://api.infusionsoft.com/crm/rest"),
                        "an http or https address without /v1, such as https://api.infusionsoft.com/crm/rest",
                        KeapSettings::baseUrl),
                reader.read(
                        "KEAP_SINK_TOKEN_URL",
                        config.tokenUrl(),
                        URI.create("https://api.infusionsoft.com/token"),
                        "an http or https address, such as https://api.infusionsoft.com/token",
                        text -> Values.plain(Values.httpUri(text))),
                reader.read(
                        "KEAP_SINK_API_KEY_HEADER",
                        config.apiKeyHeader(),
                        Header.KEAP_API_KEY,
                        "X-Keap-API-Key or Authorization",
                        text -> Values.choice(text, Header.values(), header -> switch (header) {
                            case KEAP_API_KEY -> "X-Keap-API-Key";
                            case AUTHORIZATION -> "Authorization";
                        })),
                key,
                parameter);
    }

    private static void checkOneIsSet(SinkConfig config, SettingReader reader) {
        boolean key = config.apiKey().filter(text -> !Blanks.isBlank(text)).isPresent();
        boolean parameter = config.credentialsParameter()
                .filter(text -> !Blanks.isBlank(text))
                .isPresent();
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

    private static URI baseUrl(String text) {
        URI uri = Values.plain(Values.httpUri(text.replaceAll("/+$", "")));
        return Values.allowedIf(!uri.getPath().matches(".*/v[12]$") && uri.getQuery() == null, () -> uri);
    }

    @Override
    public String toString() {
        return "KeapSettings[" + baseUrl + ", " + header + "]";
    }
}
