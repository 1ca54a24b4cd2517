package dev.keapsink.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComposedTest {

    @Test
    void joinsAccentsWithTheirLetters() {
        assertThat(Composed.of("Jose\u0301")).isEqualTo("Jos\u00E9");
        assertThat(Composed.of("\u30AB\u3099")).isEqualTo("\u30AC");
        assertThat(Composed.of("\u1112\u1161\u11AB")).isEqualTo("\uD55C");
    }

    @Test
    void leavesRareFormsOfASignAlone() {
        assertThat(Composed.of("\uFA19\u8C37")).isEqualTo("\uFA19\u8C37");
        assertThat(Composed.of("Ada \u2013 \uD83D\uDE00")).isEqualTo("Ada \u2013 \uD83D\uDE00");
    }
}
