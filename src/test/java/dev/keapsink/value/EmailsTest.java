package dev.keapsink.value;

import static dev.keapsink.value.Values.FIELD;
import static dev.keapsink.value.Values.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "'ada@example.com",
                "'ada@example.com'",
                "\"ada@example.com\"",
                "\u201Cada@example.com\u201D",
                "ada@example.com'",
                "=\"ada@example.com\"",
                "mailto:ada@example.com",
                "MAILTO: ada@example.com?subject=Hello",
                "<ada@example.com>",
                "<mailto:ada@example.com>",
                "(ada@example.com)",
                "[ada@example.com]",
                "Ada Byron <ada@example.com>",
                "\"Byron, Ada\" <ada@example.com>",
                "ada@example.org <ada@example.com>",
                "'Ada Byron' <'ada@example.com'>",
                "ada@\u200Bexample.com"
            })
    void marksAndNamesComeOff(String text) {
        assertThat(Emails.of(FIELD, new TextNode(text))).isEqualTo("ada@example.com");
        assertThat(Emails.whyNone(FIELD, new TextNode(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"o'hara@example.com", "a?b@example.com", "a=b@example.com", "#1@example.com", "ada@ex-ample.com"
            })
    void signsInsideAnAddressStay(String text) {
        assertThat(Emails.of(FIELD, new TextNode(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"n/a", "N/A.", "none", "-", "--", "noemail", "no email", "Unknown", "null", "'n/a", "\"-\"", "?"
            })
    void fillersSayNothing(String text) {
        assertThat(Emails.whyNone(FIELD, new TextNode(text)))
                .hasValueSatisfying(why -> assertThat(why).contains("filler"));
        assertRefused(() -> Emails.of(FIELD, new TextNode(text)), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ada", "ada at example.com", "ada@", "ada@example", "@ada", "Ada <ada>", "<>", "ada@a.com@b.com"
            })
    void otherTextsAreRefused(String text) {
        assertThat(Emails.whyNone(FIELD, new TextNode(text))).isEmpty();
        assertRefused(() -> Emails.of(FIELD, new TextNode(text)), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", ">", "?", "'", "mailto:", "a<", "a@", "?@", " "})
    void longTextsAreReadQuickly(String piece) {
        for (int length : new int[] {990, 250_000}) {
            TextNode text = new TextNode("x" + piece.repeat(length / piece.length()) + "x'");
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> assertRefused(() -> Emails.of(FIELD, text), text.asText()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SMTP:ada@example.com",
                "smtp: ada@example.com",
                "e:ada@example.com",
                "email:ada@example.com",
                "E-Mail:ada@example.com",
                "em:ada@example.com",
                "x-apple:ada@example.com",
                "ada@example.com.",
                "\"<ada@example.com>\"",
                "<mailto:ada@example.com>."
            })
    void whatDirectoriesAndSentencesPutAroundAnAddressComesOff(String text) {
        assertThat(Emails.of(FIELD, new TextNode(text))).isEqualTo("ada@example.com");
    }

    @Test
    void aNameInFrontOfAColonThatMayBePartOfTheAddressStays() {
        assertThat(Emails.of(FIELD, new TextNode("ada:byron@example.com"))).isEqualTo("ada:byron@example.com");
    }

    @Test
    void anAccentThatStandsApartIsPartOfItsLetter() {
        assertThat(Emails.of(FIELD, new TextNode("jose\u0301@example.com"))).isEqualTo("jos\u00E9@example.com");
    }
}
