package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteOrderMarkTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"^{},{}", "^^{},{}", " ^ ^ {}, {}", " {}, {}", "{^},{^}", "^,''", "'',''"})
    void isSkippedHoweverOftenItIsThere(String text, String behind) {
        assertThat(ByteOrderMark.skip(text.replace('^', '\uFEFF'))).isEqualTo(behind.replace('^', '\uFEFF'));
    }
}
