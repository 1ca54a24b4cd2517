package dev.keapsink.tools.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key in the wrong variable is neither shown by a command nor sent as a name. */
class VariablesTest {

    private static final String KEY = "KeapAK-sesame";

    @Test
    void anEmptyVariableIsAnUnsetOne() {
        assertThat(Variables.read(Map.of("A", " \t"), "A")).isEmpty();
        assertThat(Variables.read(Map.of(), "A")).isEmpty();
        assertThat(Variables.read(Map.of("A", " /keap-sink/credentials "), "A")).contains("/keap-sink/credentials");
    }

    @Test
    void aVariableForASecretMayHoldOne() {
        assertThat(Variables.secret(Map.of("A", KEY), "A")).contains(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {LocalCredential.PARAMETER, LocalCredential.FILE})
    void theCredentialIsNotLookedForUnderItsOwnName(String variable) {
        assertRefused(variable, () -> LocalCredential.store(Map.of(variable, KEY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEAP_SINK_BASE_URL", "KEAP_SINK_TOKEN_URL"})
    void anAddressIsNoKey(String variable) {
        assertRefused(variable, () -> Addresses.from(Map.of(variable, "https://" + KEY)));
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(() -> Addresses.from(Map.of(variable, "https://user:sesame@keap.example")))
                .withMessageNotContaining("sesame");
    }

    private static void assertRefused(String variable, Runnable command) {
        assertThatExceptionOfType(AccountException.class)
                .isThrownBy(command::run)
                .withMessageStartingWith(variable + " looks like a key")
                .withMessageNotContaining("sesame");
    }
}
