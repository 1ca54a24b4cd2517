package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keapsink.aws.CredentialParameter;
import dev.keapsink.credential.Credentials;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.http.HttpExchanges;
import dev.keapsink.http.HttpKeap;
import dev.keapsink.http.HttpTokens;
import dev.keapsink.keap.Access;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.support.VirtualTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key in the configuration, in its own variable or by mistake in another, is in no text of ours. */
class SecretSettingsTest {

    private static final String KEY = "KeapAK-sesame";

    private static Settings settings(Map<String, String> environment) {
        return Settings.of(TestConfig.of(environment), name -> KEY);
    }

    /** Of every setting. */
    private static Stream<String> variables() {
        return Stream.of(SinkConfig.class.getMethods())
                .map(Method::getName)
                .map(name -> "KEAP_SINK_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
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

    @Test
    void whatHoldsItDoesNotPrintIt() {
        Map<String, String> environment = Map.of("KEAP_SINK_API_KEY", KEY, "KEAP_SINK_LEDGER_KEY", KEY + "-and-more");
        Settings settings = settings(environment);
        GrantStore store = new ConfiguredKey(KEY);
        VirtualTime time = new VirtualTime();
        Credentials credentials = new Credentials(store, time, time);
        HttpExchanges exchanges = new HttpExchanges(Duration.ofSeconds(5), 1);
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
                        new CredentialParameter(() -> null, "/k"),
                        new Access(
                                credentials,
                                settings.limits()::of,
                                settings.limits().smallest()),
                        authentication,
                        new HttpKeap(exchanges, settings.keap().baseUrl(), authentication),
                        new HttpTokens(exchanges, settings.keap().tokenUrl())))
                .allSatisfy(holder -> assertThat(holder.toString()).doesNotContain("sesame"));
    }

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
