package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.ListReader.Form;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListReaderTest {

    private static final Set<String> OPTIONS = Set.of("Red, White and Blue", "Red", "Green", "A; B", "x|y");

    private static List<String> options(String text) {
        return ListReader.options("f", new TextNode(text), OPTIONS::contains).stream()
                .map(Item::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "Red, White and Blue, Green > Red, White and Blue/Green",
                "Green,Red, White and Blue  > Green/Red, White and Blue",
                "Red, Green                 > Red/Green",
                "Red; Green, A; B           > Red/Green/A; B",
                "A; B; Red, White and Blue  > A; B/Red, White and Blue",
                "\"Red, White and Blue\", Red > Red, White and Blue/Red",
                "x|y|Red                    > x|y/Red",
                "Red, White                 > Red/White",
                "[\"Red\", \"A; B\"]        > Red/A; B",
                "[Red, White and Blue, Green] > Red, White and Blue/Green",
                "{\"Red, White and Blue\",Green,NULL} > Red, White and Blue/Green"
            })
    void matchesOptionsThatHoldSeparatorsWholeFirst(String text, String expected) {
        assertThat(options(text)).containsExactly(expected.split("/"));
    }

    @Test
    void dividesWhatKeapWroteByCommasOnly() {
        assertThat(ListReader.optionsOfKeap("A; B,Rock, Pop,Wine", "Rock, Pop"::equals))
                .extracting(Item::text)
                .containsExactly("A; B", "Rock, Pop", "Wine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "[\"a\"] > JSON",
                "a;b > SEMICOLONS",
                "a ::: b > COLONS",
                "a,b;,c > SEMICOLONS",
                "a,b > COMMAS",
                "a|b > BARS",
                "a > ONE",
                "a; > ONE"
            })
    void tellsHowAListIsWritten(String text, Form form) {
        assertThat(ListReader.of("f", new TextNode(text)).form()).isEqualTo(form);
    }

    @Test
    void namesAnItemByItsNumberAndTheBeginningOfItsText() {
        assertThat(new Item(3, new TextNode("Foo")).inWords()).isEqualTo("item 3 (\"Foo\")");
        assertThat(new Item(1, new TextNode("x".repeat(100))).inWords())
                .hasSizeLessThan(80)
                .contains("xxx…");
        assertThat(new Item(2, new TextNode("Ada ada@example.com")).inWords()).isEqualTo("item 2 (\"…@…\")");
    }
}
