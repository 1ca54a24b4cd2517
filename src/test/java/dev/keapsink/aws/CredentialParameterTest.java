package dev.keapsink.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.simulator.parameters.ParameterStore;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The parameter through the real AWS SDK. */
class CredentialParameterTest {

    private static final String NAME = "/keap-sink/credentials";
    private static final String SHOWN = "the parameter of the test";

    private ParameterStore store;
    private SsmClient ssm;
    private CredentialParameter parameter;

    @BeforeEach
    void start() throws IOException {
        store = ParameterStore.start();
        ssm = SsmClient.builder()
                .endpointOverride(store.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        parameter = new CredentialParameter(() -> ssm, NAME, SHOWN);
    }

    @AfterEach
    void stop() {
        ssm.close();
        store.close();
    }

    @Test
    void isRehearsedWithoutAChangeAndWrittenWithItsOwnKey() {
        store.put(NAME, "old", "alias/of-the-shop");

        parameter.prepare();
        assertThat(store.versions(NAME)).hasSize(1);
        parameter.write("new");

        assertThat(parameter.read()).isEqualTo("new");
        assertThat(store.versions(NAME).getLast().keyId()).isEqualTo("alias/of-the-shop");
        assertThat(store.versions(NAME).getLast().type()).isEqualTo("SecureString");
    }

    @Test
    void knowsItsKeyAmongManyVersions() {
        for (int version = 1; version <= 70; version++) {
            store.put(NAME, "v" + version, version == 70 ? "alias/latest" : "alias/before");
        }

        parameter.write("new");

        assertThat(store.versions(NAME).getLast().keyId()).isEqualTo("alias/latest");
    }

    @Test
    void isMadeIfItIsNotThere() {
        parameter.prepare();
        assertThat(store.value(NAME)).isEqualTo("{}");
        parameter.write("new");

        assertThat(store.value(NAME)).isEqualTo("new");
    }

    @ParameterizedTest
    @CsvSource({"PutParameter", "GetParameterHistory"})
    void aMissingPermissionIsNamedBeforehand(String operation) {
        store.put(NAME, "old");
        store.deny(operation);

        assertThatExceptionOfType(CredentialUnwritable.class)
                .isThrownBy(parameter::prepare)
                .withMessageContaining("AccessDeniedException")
                .withMessageContaining("ssm:PutParameter and ssm:GetParameterHistory")
                .satisfies(e -> assertThat(e.isPassing()).isFalse());
        assertThat(store.value(NAME)).isEqualTo("old");
    }

    @Test
    void oneThatIsNoSecureStringIsNoticedBeforehand() {
        ssm.putParameter(put -> put.name(NAME).value("old").type(ParameterType.STRING));

        assertThatExceptionOfType(CredentialUnwritable.class)
                .isThrownBy(parameter::prepare)
                .withMessageContaining("is not a SecureString")
                .satisfies(e -> assertThat(e.isPassing()).isFalse());
    }

    @Test
    void withoutAwsCredentialsThatIsWhatIsSaid() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        try (SsmClient anonymous = SsmClient.builder()
                .endpointOverride(store.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(none)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            assertThatExceptionOfType(CredentialUnreadable.class)
                    .isThrownBy(() -> new CredentialParameter(() -> anonymous, NAME, SHOWN).read())
                    .withMessageContaining("log in to AWS")
                    .satisfies(e -> assertThat(e.isPassing()).isFalse());
        }
    }

    @ParameterizedTest
    @CsvSource({"ThrottlingException", "InternalServerError", "TooManyUpdates"})
    void whatPassesIsToldFromWhatDoesNot(String trouble) {
        store.put(NAME, "old");
        store.failNext(100, "PutParameter", trouble);
        store.failNext(100, "GetParameter", trouble);

        assertThatExceptionOfType(CredentialUnwritable.class)
                .isThrownBy(() -> parameter.write("new"))
                .satisfies(e -> assertThat(e.isPassing()).isTrue());
        assertThatExceptionOfType(CredentialUnreadable.class)
                .isThrownBy(parameter::read)
                .satisfies(e -> assertThat(e.isPassing()).isTrue());
    }

    @Test
    void aParameterThatIsMissingOrForbiddenHasToBeMended() {
        assertThatExceptionOfType(CredentialUnreadable.class)
                .isThrownBy(parameter::read)
                .withMessageContaining(
                        "could not be read from the parameter of the test: Parameter Store has no parameter of that name")
                .satisfies(e -> assertThat(e.isPassing()).isFalse());
        store.deny("GetParameter");
        assertThatExceptionOfType(CredentialUnreadable.class)
                .isThrownBy(parameter::read)
                .withMessageContaining("ssm:GetParameter")
                .satisfies(e -> assertThat(e.isPassing()).isFalse());
    }

    @Test
    void aSecretOfSecretsManagerIsReadOnly() {
        String name = "/aws/reference/secretsmanager/keap";
        store.put(name, "{\"api_key\":\"KeapAK-1\"}");
        CredentialParameter secret = new CredentialParameter(() -> ssm, name, SHOWN);

        assertThat(secret.read()).contains("KeapAK-1");
        assertThatExceptionOfType(CredentialUnwritable.class)
                .isThrownBy(secret::prepare)
                .withMessageContaining("SecureString");
    }
}
