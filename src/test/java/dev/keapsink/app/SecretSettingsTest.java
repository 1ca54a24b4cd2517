package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keapsink.aws.CredentialParameter;
import dev.keapsink.credential.Credentials;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.keap.CredentialProvider;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.lambda.CheckFunction;
import dev.keapsink.lambda.RefreshFunction;
import dev.keapsink.lambda.SyncFunction;
import dev.keapsink.rest.RestConnections;
import dev.keapsink.simulator.memory.VirtualTime;
import io.quarkus.funqy.Funq;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A key in the configuration, in its own variable or by mistake in another, is in no text of ours. */
class SecretSettingsTest {

    private static final String KEY = "KeapAK-sesame";

    private static Settings settings(Map<String, String> environment) {
        return Settings.of(TestConfig.of(environment), name -> KEY);
    }

    /** Of every setting. */
    private static Stream<String> variables() {
        return SinkConfig.table().stream().map(Setting::variable);
    }

    @ParameterizedTest
    @MethodSource("variables")
    void aStartThatFailsSaysNothingOfIt(String variable) {
        Map<String, String> environment = new HashMap<>(Map.of("KEAP_SINK_API_KEY", "KeapAK sesame"));
        environment.putIfAbsent(
                variable, variable.endsWith("_MAPPING") ? "ssm:/mapping" : "{\"%1$s\":%1$s".formatted(KEY));

        assertThat(printed(catchThrowable(() -> settings(environment))))
                .contains("Keap Sink cannot start")
                .doesNotContain("sesame");
    }

    private static Stream<String> variablesThatAreNotForSecrets() {
        return variables()
                .filter(variable ->
                        !Set.of("KEAP_SINK_API_KEY", "KEAP_SINK_LEDGER_KEY").contains(variable));
    }

    /** Whatever the variable allows otherwise: many would pass for a name. */
    @ParameterizedTest
    @MethodSource("variablesThatAreNotForSecrets")
    void whereNoneBelongsItStopsTheStartBeforeItIsSentAnywhere(String variable) {
        for (String secret : List.of(
                KEY,
                "ssm:" + KEY,
                "{\"fields\":{\"email1\":\"%s\"}}".formatted(KEY),
                "https://%s.example.com/1/q".formatted(KEY),
                "AKIAIOSFODNN7EXAMPLE",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "2YotnFZFEjr1zCsicMWpAA2YotnF",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N")) {
            Map<String, String> environment = new HashMap<>(Map.of(variable, secret));
            if (!variable.equals("KEAP_SINK_CREDENTIALS_PARAMETER")) {
                environment.put("KEAP_SINK_CREDENTIALS_PARAMETER", "/keap-sink/credentials");
            }

            String said = printed(catchThrowable(() -> Settings.of(TestConfig.of(environment), name -> {
                throw new AssertionError("asked for a parameter");
            })));

            assertThat(said)
                    .contains("Keap Sink cannot start: " + variable + " holds what looks like a key, a token")
                    .contains("replace one that was here")
                    .doesNotContain(secret, "sesame");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "QUARKUS_FUNQY_EXPORT, quarkus.funqy.export",
        "QUARKUS_LOG_LEVEL, quarkus.log.level",
        "QUARKUS_LOG_CATEGORY__A_B__LEVEL, 'quarkus.log.category.\"a.b\".level'",
        "QUARKUS_LOG_CONSOLE_FORMAT, quarkus.log.console.format",
        "QUARKUS_PROFILE, quarkus.profile",
        "QUARKUS_SHUTDOWN_TIMEOUT, quarkus.shutdown.timeout",
        "QUARKUS_SQS_ENDPOINT_OVERRIDE, quarkus.sqs.endpoint-override"
    })
    void theFrameworkDoesNotGetToQuoteIt(String variable, String property) {
        assertThat(printed(catchThrowable(() -> quoted(variable, KEY, property))))
                .contains("Keap Sink cannot start: %s holds what looks like a key".formatted(variable))
                .doesNotContain("sesame");
    }

    /** It would quote these, too, because it takes others. */
    @ParameterizedTest
    @CsvSource({
        "QUARKUS_LOG_LEVEL, quarkus.log.level, sesame-open",
        "QUARKUS_LOG_CONSOLE_LEVEL, quarkus.log.console.level, sesameopen",
        "QUARKUS_THREAD_POOL_MAX_THREADS, quarkus.thread-pool.max-threads, sesame",
        "QUARKUS_PROFILE, quarkus.profile, sesame",
        "QUARKUS_SQS_ENDPOINT_OVERRIDE, quarkus.sqs.endpoint-override, sesame:open",
        "QUARKUS_SQS_ENDPOINT_OVERRIDE, quarkus.sqs.endpoint-override, https://host/?sesame"
    })
    void norAnotherWrongValue(String variable, String property, String value) {
        assertThat(printed(catchThrowable(() -> quoted(variable, value, property))))
                .contains("Keap Sink cannot start: %s is a text of %d".formatted(variable, value.length()))
                .doesNotContain("sesame");
    }

    @ParameterizedTest
    @CsvSource({
        "QUARKUS_LOG_LEVEL, quarkus.log.level, debug",
        "QUARKUS_LOG_CONSOLE_JSON_ENABLED, quarkus.log.console.json.enabled, false",
        "QUARKUS_LOG_CONSOLE_FORMAT, quarkus.log.console.format, '%d %p %m%n'",
        "QUARKUS_SHUTDOWN_TIMEOUT, quarkus.shutdown.timeout, PT10S",
        "QUARKUS_SHUTDOWN_TIMEOUT, quarkus.shutdown.timeout, 10s",
        "QUARKUS_SQS_AWS_REGION, quarkus.sqs.aws.region, us-gov-west-1",
        "QUARKUS_SQS_ENDPOINT_OVERRIDE, quarkus.sqs.endpoint-override, http://127.0.0.1:9324"
    })
    void whatAnyLogMayHoldIsTheFrameworks(String variable, String property, String value) {
        assertThat(quoted(variable, value, property)).isEqualTo(value);
    }

    @Test
    void whatTheApplicationSetsItselfIsNotLookedAt() {
        assertThat(quoted("quarkus.application.name", "keap-sink sesame")).isEqualTo("keap-sink sesame");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_REGION",
                "AWS_ENDPOINT_URL",
                "AWS_ENDPOINT_URL_SQS",
                "AWS_ENDPOINT_URL_SSM",
                "AWS_ENDPOINT_URL_DYNAMODB",
                "AWS_ENDPOINT_URL_S3"
            })
    void awsIsNotAskedWithIt(String variable) {
        for (String wrong : List.of(KEY, "https://%s.invalid".formatted(KEY), "sesame open", "https://a:sesame@host")) {
            assertThat(printed(catchThrowable(() -> AwsConfig.check(TestConfig.of(Map.of(variable, wrong))))))
                    .containsPattern("Keap Sink cannot start: %s (holds|is a text)".formatted(variable))
                    .doesNotContain("sesame");
        }
        AwsConfig.check(
                TestConfig.of(Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL", "http://127.0.0.1:1/path")));
        AwsConfig.check(TestConfig.of(Map.of()));
    }

    @Test
    void aParameterIsNotNamedInTheLog() {
        CredentialParameter parameter = new CredentialParameter(
                () -> {
                    throw SdkClientException.create("no region");
                },
                "sesame",
                KeapSettings.PARAMETER);

        assertThat(catchThrowable(parameter::read))
                .hasMessageStartingWith(
                        "The credential could not be read from the parameter that KEAP_SINK_CREDENTIALS_PARAMETER names: ")
                .hasMessageNotContaining("sesame");
        assertThat(parameter.name()).doesNotContain("sesame");
    }

    @Test
    void aFunctionThatDoesNotExistIsNotQuoted() {
        assertThat(printed(catchThrowable(() -> quoted("quarkus.funqy.export", "synk sesame"))))
                .contains("QUARKUS_FUNQY_EXPORT is a text of 11 characters, but must be sync, check or refresh.")
                .doesNotContain("sesame");
        assertThat(QuotedSettings.FUNCTIONS)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(SyncFunction.class, CheckFunction.class, RefreshFunction.class)
                                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                                .filter(method -> method.isAnnotationPresent(Funq.class))
                                .map(Method::getName)
                                .toList())
                .allSatisfy(function ->
                        assertThat(quoted("quarkus.funqy.export", function)).isEqualTo(function));
    }

    private static String quoted(String property, String value) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of(property, value), "test", 100))
                .withInterceptors(new QuotedSettings())
                .build()
                .getValue(property, String.class);
    }

    private static String quoted(String variable, String value, String property) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(Map.of(variable, value), 300))
                .withInterceptors(new QuotedSettings())
                .build()
                .getValue(property, String.class);
    }

    @Test
    void whatHoldsItDoesNotPrintIt() {
        Map<String, String> environment = Map.of("KEAP_SINK_API_KEY", KEY, "KEAP_SINK_LEDGER_KEY", KEY + "-and-more");
        Settings settings = settings(environment);
        GrantStore store = new ConfiguredKey(KEY);
        VirtualTime time = new VirtualTime();
        Credentials credentials = new Credentials(store, time, time);
        RestConnections connections = new RestConnections(Duration.ofSeconds(5), 1, time);
        KeapAuthentication authentication =
                new KeapAuthentication(settings.keap().header(), credentials);

        assertThat(Stream.of(
                        TestConfig.of(environment),
                        settings,
                        settings.keap(),
                        settings.ledger(),
                        store,
                        store.name(),
                        store.remedy(credentials.current()),
                        credentials.current(),
                        credentials.known(),
                        credentials,
                        new CredentialParameter(() -> null, "/sesame", KeapSettings.PARAMETER),
                        new CredentialProvider(
                                credentials,
                                settings.limits()::of,
                                settings.limits().smallest()),
                        authentication,
                        connections.keap(settings.keap().baseUrl(), authentication),
                        connections.tokens(settings.keap().tokenUrl())))
                .allSatisfy(holder -> assertThat(holder.toString()).doesNotContain("sesame"));
    }

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
