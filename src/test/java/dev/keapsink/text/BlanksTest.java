package dev.keapsink.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlanksTest {

    private static final String WOMAN_WHO_PROGRAMS = "\uD83D\uDC69\u200D\uD83D\uDCBB";

    private static final String FLAG_OF_SCOTLAND =
            "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F";

    @ParameterizedTest
    @ValueSource(
            chars = {
                ' ', '\t', '\n', '\r', '\0', '\u001F', '\u007F', '\u0085', '\u00A0', '\u1680', '\u180E', '\u2000',
                '\u2007', '\u200A', '\u200B', '\u200C', '\u200D', '\u200E', '\u202A', '\u202C', '\u2028', '\u2029',
                '\u202F', '\u205F', '\u2060', '\u2069', '\u3000', '\uFEFF', '\u00AD', '\u034F', '\u115F', '\u3164',
                '\uFE0F', '\uFFFC'
            })
    void whatShowsNothingIsTakenOffBothEnds(char blank) {
        String around = "" + blank + blank;

        assertThat(Blanks.strip(around + "Ada" + blank + "Byron" + around)).isEqualTo("Ada" + blank + "Byron");
        assertThat(Blanks.strip(around)).isEmpty();
        assertThat(Blanks.isBlank(around)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "-", "A\u2764", "\u00E9", "\u4E2D", "\uFF21", "\u0301", WOMAN_WHO_PROGRAMS})
    void whatShowsSomethingStays(String text) {
        assertThat(Blanks.strip(text)).isEqualTo(text);
        assertThat(Blanks.isBlank(text)).isFalse();
        assertThat(Blanks.visible(text)).isEqualTo(text.replace("\u200D", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WOMAN_WHO_PROGRAMS,
                FLAG_OF_SCOTLAND,
                "Ada \u2764\uFE0F",
                "\u2600\uFE0F Ada",
                "Ada " + WOMAN_WHO_PROGRAMS + " Byron"
            })
    void emojiStayWhole(String text) {
        assertThat(Blanks.strip("\u200D\uFEFF" + text + "\u00A0")).isEqualTo(text);
    }

    @Test
    void thereIsNothingInAnEmptyText() {
        assertThat(Blanks.strip("")).isEmpty();
        assertThat(Blanks.isBlank("")).isTrue();
        assertThat(Blanks.visible("")).isEmpty();
        assertThat(Blanks.aroundJson("")).isEmpty();
    }

    @Test
    void theSpaceBarsOwnSpacesAreVisible() {
        assertThat(Blanks.visible("\u202A+1\u00A0617\u200B 555\t0100\u202C")).isEqualTo("+1617 555\t0100");
    }

    @Test
    void controlCharactersAreSpacesButForTabsAndLineEnds() {
        assertThat(Blanks.spaced("Ada\0Byron\u000B\u001F\u007F\u0085\t\r\n\u00A0"))
                .isEqualTo("Ada Byron   \u0085\t\r\n\u00A0");
        assertThat(Blanks.visible("\u001Fada\0@\u007Fexample.com\t")).isEqualTo("ada@example.com\t");
    }

    /** So that a parser's line number is the body's. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"^{},{}", "^^{},{}", " ^ ^ {}, {}", " {}, {}", "{^},{^}", "^,''", "'',''", "{}^ ,{}", "{ } ,{ }"})
    void markInFrontOfJsonIsSkippedHoweverOftenItIsThere(String text, String behind) {
        for (String blank : new String[] {"\uFEFF", "\u00A0", "\u200B"}) {
            assertThat(Blanks.aroundJson(text.replace("^", blank))).isEqualTo(behind.replace("^", blank));
        }
    }
}
