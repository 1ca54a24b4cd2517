package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.aws.Parameters;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.simulator.parameters.ParameterStore;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Where the mapping comes from, and what is said when it is not right. */
class MappingSettingTest {

    private static final String DOCUMENT = "{\"fields\":{\"email1\":\"mail\"}}";

    private ParameterStore store;
    private SsmClient ssm;

    @BeforeEach
    void start() throws IOException {
        store = ParameterStore.start();
        ssm = SsmClient.builder()
                .endpointOverride(store.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        ssm.close();
        store.close();
    }

    private ContactMapping mapping(String setting) {
        Map<String, String> environment = Map.of("KEAP_SINK_API_KEY", "KeapAK-1", "KEAP_SINK_MAPPING", setting);
        return Settings.of(TestConfig.of(environment), new Parameters(() -> ssm))
                .contacts()
                .mapping();
    }

    @Test
    void isAutomaticWithoutADocument() {
        assertThat(mapping(" ")).isEqualTo(ContactMapping.AUTOMATIC);
    }

    @ParameterizedTest
    @CsvSource({"ssm:/keap/mapping", "ssm: /keap/mapping"})
    void isReadFromParameterStore(String setting) {
        store.put("/keap/mapping", DOCUMENT);

        assertThat(mapping(setting)).isEqualTo(ContactMappingReader.read(DOCUMENT));
    }

    /** Templates name the version, so that a changed mapping starts the functions anew. */
    @Test
    void isTheVersionThatTheNameEndsWith() {
        store.put("/keap/mapping", DOCUMENT);
        store.put("/keap/mapping", "{\"fields\":{\"email1\":\"address\"}}");

        assertThat(mapping("ssm:/keap/mapping:1")).isEqualTo(ContactMappingReader.read(DOCUMENT));
    }

    @Test
    void aVersionThatIsNotThereIsSaidToBe() {
        store.put("/keap/mapping", DOCUMENT);

        assertThatThrownBy(() -> mapping("ssm:/keap/mapping:2"))
                .hasMessageContaining("KEAP_SINK_MAPPING: Parameter Store has no");
    }

    @Test
    void aSecretIsNotQuotedThatJsonWritesOtherwise() {
        assertThatThrownBy(() -> mapping("{\"KeapAK\\u002dsesame\":1}"))
                .hasMessageContaining("The document of KEAP_SINK_MAPPING holds what looks like a key")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void aCredentialsDocumentIsNotTakenForAMappingAndNotQuoted() {
        store.put("/keap/credentials", "{\"KeapAK-sesame\":{\"api_key\":\"KeapAK-sesame\"}}");

        assertThatThrownBy(() -> mapping("ssm:/keap/credentials"))
                .hasMessageContaining("The document of KEAP_SINK_MAPPING holds what looks like a key")
                .hasMessageNotContaining("sesame");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ssm:/nowhere   | Parameter Store has no parameter of that name",
                "ssm:/forbidden | the parameter could not be read",
                "ssm:/broken    | is not JSON",
                "mapping.json   | is the name of a file",
                "[]             | must be a JSON object",
                "{'fields':{'email1':'mail','fname':'a'}} | fields.fname is no field of a contact; did you mean given_name?",
                "{'automatic':true,'fields':{'email_1':'a'}} | did you mean email1?",
                "{'fields':{'given_name':'a'}} | maps neither email1 nor phone1"
            })
    void stopsTheStartWithWhatIsWrong(String setting, String complaint) {
        store.put("/broken", "{");

        assertThatThrownBy(() -> mapping(setting.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KEAP_SINK_MAPPING")
                .hasMessageContaining(complaint);
    }

    /** The event of a check is an operator's, and its faults go into the reply and the log. */
    @Test
    void aTriedMappingIsReadAsTheDeploymentsIsAndRepeatsNoSecret() {
        Settings settings = Settings.of(TestConfig.of(Map.of("KEAP_SINK_API_KEY", "KeapAK-1")), name -> "");

        assertThat(settings.withMapping(DOCUMENT).contacts().mapping()).isEqualTo(mapping(DOCUMENT));
        assertThatThrownBy(() -> settings.withMapping("ssm:/keap/mapping"))
                .hasMessage("the event takes the document itself, and not the name of a parameter");
        assertThatThrownBy(() -> settings.withMapping("{\"tags\": [\"KeapAK-1234567890abcdef\"]}"))
                .hasMessageContaining("looks like a key")
                .hasMessageNotContaining("KeapAK");
        assertThatThrownBy(() -> settings.withMapping("{\"ignore\": [], \"ignore\": []}"))
                .hasMessageContaining("twice");
    }
}
