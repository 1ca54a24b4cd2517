package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedOperationTest {

    @ParameterizedTest
    @CsvSource({
        "purge, purge",
        "' purge ', purge",
        "ada@example.com, …@…",
        "purge +1 617-555-0100, purge +…",
        "purge 617555, purge …",
        "v2024, v2024"
    })
    void aRejectionNamesTheWordWithoutAddressesAndNumbers(String word, String named) {
        assertThat(detail(word)).contains("names the operation \"" + named + "\", which");
    }

    @Test
    void aLongWordIsCut() {
        assertThat(detail("x".repeat(10_000))).hasSizeLessThan(300);
    }

    private static String detail(String word) {
        return NamedOperation.of(Dialect.ENVELOPE, "op", word)
                .orElseThrow()
                .rejection()
                .detail();
    }
}
