package dev.keapsink.value;

import static dev.keapsink.value.Values.FIELD;
import static dev.keapsink.value.Values.assertRefused;
import static dev.keapsink.value.Values.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BooleansTest {

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "1.0", "'1'", "' YES '", "'y'", "'On'", "'T'", "'True'"})
    void readsYes(String value) {
        assertThat(Booleans.of(FIELD, json(value))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "-0.0", "'0'", "'No'", "'n'", "'off'", "'f'", "'FALSE'"})
    void readsNo(String value) {
        assertThat(Booleans.of(FIELD, json(value))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "''", "'perhaps'", "'ja'", "[true]", "{}", "0.5"})
    void refusesAnythingElse(String value) {
        assertRefused(() -> Booleans.of(FIELD, json(value)), value);
    }
}
