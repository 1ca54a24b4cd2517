package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.TagTexts.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagTextsTest {

    private static JsonNode json(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json);
    }

    /** Each tag in its own brackets, those of a text that may be one name in double ones. */
    private static String described(List<TagText> tags) {
        return tags.stream()
                .map(tag ->
                        "[" + tag.pieces().stream().map(TagTextsTest::described).collect(Collectors.joining()) + "]")
                .collect(Collectors.joining(" "));
    }

    private static String described(TagPiece piece) {
        return switch (piece) {
            case TagPiece.Id byId -> "(" + byId.id() + ")";
            case TagPiece.Name byName -> "<" + byName.text() + ">";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[1,2]                | [(1)] [(2)]",
                "[\" 2 \",1,2,102.0]  | [(2)] [(1)] [(102)]",
                "7                    | [(7)]",
                "\"007\"              | [(7)]",
                "999999999999999999   | [(999999999999999999)]",
                "1e2                  | [(100)]",
                "\"102.0\"            | [(102)]",
                "[\"VIP\",\"\",null,[],\"a, b\",\"VIP\"] | [<VIP>] [<a, b>]",
                "\"VIP, 102,,Lead,\"  | [<VIP>(102)<Lead>]",
                "\"VIP; a, b;\"       | [<VIP><a, b>]",
                "\"VIP;101\"         | [<VIP>(101)]",
                "\"101;102\"         | [(101)] [(102)]",
                "\"'a','b c'\"       | [<a>] [<b c>]",
                "\"'a, b'; 'c''s'\"  | [<a, b>] [<c's>]",
                "\"'Women's','Men's'\" | [<Women's>] [<Men's>]",
                "\"'90s, Women's, Dads'\" | [<'90s><Women's><Dads'>]",
                "\"\u2018a, b\u2019,c\" | [<a, b>] [<c>]",
                "\"'101\"            | [(101)]",
                "\"'101,'+VIP,'til\" | [(101)<+VIP><'til>]",
                "\"a, b;\"            | [<a><b>]",
                "\"[\\\"a\\\", \\\"b, c\\\", 5]\" | [<a>] [<b, c>] [(5)]",
                "\"['a', 'b']\"       | [<a>] [<b>]",
                "\"[VIP]\"            | [<VIP>]",
                "\"[VIP] club\"       | [<[VIP] club>]",
                "\"[VIP] or [PRO]\"   | [<[VIP] or [PRO]>]",
                "\"[a, b c]\"         | [<a><b c>]",
                "\"{a,5,NULL, b}\"    | [<a>(5)<b>]",
                "\"{101,102}\"        | [(101)] [(102)]",
                "\"{\\\"a, b\\\",c,\\\"d\\\\\\\"e\\\"}\" | [<a, b>] [<c>] [<d\"e>]",
                "\"['a', None, 'b\\\\'s']\" | [<a>] [<b's>]",
                "\"{}\"               | ~~",
                "\"[\\\"a\\\"\"     | [<[\"a\">]",
                "\"{a\"               | [<{a>]",
                "\"a\\nb,\\nc\"       | [<a>] [<b>] [<c>]",
                "\"\\\"a, b\\\", c\"  | [<a, b>] [<c>]",
                "\"\\\"a\\\"\\\"s\\\";c\" | [<a\"s>] [<c>]",
                "\"\\\"a; b\\\", c\"  | [<a; b>] [<c>]",
                "\"\\\"102\\\",\\\"b\\\"\" | [(102)] [<b>]",
                "\"\u201Ca, b\u201D, \u201Ec\u201C,\u00AB d \u00BB\" | [<a, b>] [<c>] [<d>]",
                "\"\u201CVIP\u201D club, x\" | [<\u201CVIP\u201D club><x>]",
                "\"12\\\" disc, x\"   | [<12\" disc><x>]",
                "\"\\\"VIP\\\" club, x\" | [<\"VIP\" club><x>]",
                "\"Spent 1,000\"      | [<Spent 1><000>]",
                "\"a ::: b\"          | [<a>] [<b>]",
                "\"101, 102\"       | [(101)] [(102)]",
                "[]                   | ~~",
                "\"\"                 | ~~",
                "\" , ;\"             | ~~",
                "null                 | ~~"
            })
    void readsEveryFormInOrder(String json, String expected) throws JsonProcessingException {
        assertThat(described(TagTexts.of(json(json)))).isEqualTo(expected);
    }

    @Test
    void readsBarsThatHaveNoSpaceAroundThem() {
        assertThat(described(TagTexts.ofText("a|b"))).isEqualTo("[<a><b>]");
        assertThat(described(TagTexts.ofText("Webinar | 2024"))).isEqualTo("[<Webinar | 2024>]");
        assertThat(described(TagTexts.ofText("a|b, c"))).isEqualTo("[<a|b><c>]");
    }

    @Test
    void absentValueHasNone() {
        assertThat(TagTexts.of((JsonNode) null)).isEmpty();
    }

    @Test
    void knowsTheTextBetweenAnyTwoPieces() {
        TagText text = TagTexts.ofText("a, b,  a ,c").getFirst();

        assertThat(text.between(0, 1)).isEqualTo("a, b");
        assertThat(text.between(1, 2)).isEqualTo("b,  a");
        assertThat(text.between(0, 3)).isEqualTo("a, b,  a ,c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[1,0]           | item 2 (0)",
                "[-5]            | item 1 (-5)",
                "[1.5]           | item 1 (1.5)",
                "true            | item 1 (true)",
                "[1,null,true]   | item 2 (true)",
                "[\"a\",{\"id\":1}] | item 2 (an object)",
                "[[1]]           | item 1 (a list)",
                "\"a, -5\"       | item 2 (\"-5\")",
                "\"0\"           | item 1 (\"0\")",
                "\"[7,{}]\"      | item 2 (an object)",
                "1000000000000000000 | item 1 (1000000000000000000)"
            })
    void refusesWhatIsNeitherAndNamesIt(String json, String item) {
        assertThatThrownBy(() -> TagTexts.of(json(json))).isInstanceOfSatisfying(InvalidValue.class, refused -> {
            assertThat(refused.rejection())
                    .extracting(Outcome.Rejected::reason, Outcome.Rejected::field)
                    .containsExactly(Reason.INVALID_VALUE, "tags");
            assertThat(refused.rejection().detail()).contains(item);
        });
    }

    @Test
    void everyItemThatIsNoneIsNamed() {
        assertThatThrownBy(() -> TagTexts.ofText("0,-5,Foo,1.5"))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection().detail())
                                .contains("item 1 (\"0\")", "item 2 (\"-5\")", "item 4 (\"1.5\")")
                                .doesNotContain("Foo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vip", "ada@example.com", "-3", "1.5"})
    void refusesANameWhereIdsAreMeant(String text) {
        assertThatThrownBy(() -> TagTexts.of(new TextNode("7," + text), Kind.IDS))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection().detail())
                                .contains("item 2 (")
                                .doesNotContain("ada"));
    }

    @Test
    void takesANumberForANameWhereNamesAreMeant() {
        assertThat(described(TagTexts.of(new TextNode("2024;VIP"), Kind.NAMES))).isEqualTo("[<2024><VIP>]");
    }

    @Test
    void theExceptionNeverRepeatsWhatItRefuses() {
        assertThatThrownBy(() -> TagTexts.ofText("-42")).message().doesNotContain("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", "\"a\",", "'a\\',", "'a,", "' ", "'", "',", "NULL,", "\\", " ", "\"\\"})
    void hostileTextsInBracketsTakeNoTime(String piece) {
        String text = piece.repeat(256 * 1024 / piece.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(3), () -> {
            for (String list : List.of("[" + text + "]", "{" + text + "}", "{" + text)) {
                assertThat(ListReader.of("f", new TextNode(list))).isNotNull();
                assertThat(ListReader.options("f", new TextNode(list), option -> false))
                        .isNotNull();
            }
        });
    }

    @Test
    void takesFiftyAndNoMore() {
        String fifty = IntStream.range(0, 50).mapToObj(i -> "t" + i).collect(Collectors.joining(","));

        assertThat(TagTexts.ofText(fifty).getFirst().pieces()).hasSize(50);
        assertThat(TagTexts.ofText(fifty + ",t0,t1")).hasSize(50);
        assertThatThrownBy(() -> TagTexts.ofText(fifty + ",more")).isInstanceOf(InvalidValue.class);
    }

    @Test
    void aNameHas255Characters() {
        assertThat(TagTexts.ofText("x".repeat(255))).hasSize(1);
        assertThatThrownBy(() -> TagTexts.ofText("a;" + "x".repeat(256)))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection().reason()).isEqualTo(Reason.TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "a,",
                "\"",
                "\",",
                "\"\",",
                "\"a,\"\",",
                "\"a\" ",
                "[",
                "[[",
                "a|",
                "0,",
                "\u201C",
                "\u201Ca\u201D,",
                ";\"",
                ", ",
                "\"\"\","
            })
    void hostileTextsTakeNoTime(String piece) {
        String text = piece.repeat(256 * 1024 / piece.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(3), () -> {
            try {
                TagTexts.ofText(text);
            } catch (InvalidValue refused) {
                assertThat(refused.rejection().field()).isEqualTo("tags");
            }
            assertThat(ListReader.options("f", new TextNode(text), option -> false))
                    .isNotNull();
        });
    }
}
