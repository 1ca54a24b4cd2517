package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Message;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.support.LogLines;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags that records name: which ones they mean, and what is said of those that are not there. */
class TagNamesOfRecordsTest {

    private static final String MAKE = "{'automatic':true,'tags':[{'names_from':'tags','create_missing':true}]}";

    private final InMemorySink sink = new InMemorySink();

    private static String naming(String tags) {
        return "{\"email\":\"ada@example.com\",\"tags\":%s}".formatted(tags);
    }

    private List<String> look() {
        return sink.calls().stream()
                .filter(call -> call.startsWith("GET /v1/tags"))
                .toList();
    }

    private List<Long> worn() {
        return List.copyOf(sink.contact("ada@example.com").tagIds());
    }

    private String detail(String body) {
        assertThat(sink.deliver(body)).isEmpty();
        return sink.rejected.get("m0").detail();
    }

    @Test
    void aNameThatHoldsACommaGoesBeforeItsPieces() {
        sink.keap.addTag(103, "Red, White and Blue");
        sink.keap.addTag(104, "Red");

        assertThat(sink.deliver(naming("\"Customer, Red, White and Blue\""))).isEmpty();
        assertThat(worn()).containsExactlyInAnyOrder(101L, 103L);
        assertThat(look()).hasSize(1);
    }

    @Test
    void beforePiecesAreMissingTheWholeTextIsAskedFor() {
        sink.deliver("{\"email\":\"first@example.com\",\"tags\":[101]}");
        sink.keap.addTag(103, "Spent 1,000");

        assertThat(sink.deliver(naming("\"Spent 1,000\""))).isEmpty();
        assertThat(worn()).containsExactly(103L);
    }

    @Test
    void beforePiecesAreMadeTheWholeTextIsAskedFor() {
        sink.mapping(MAKE).deliver("{\"email\":\"first@example.com\",\"tags\":[101]}");
        sink.keap.addTag(103, "Red, White and Blue");

        assertThat(sink.deliver(naming("\"Red, White and Blue\""))).isEmpty();
        assertThat(worn()).containsExactly(103L);
        assertThat(sink.writes()).doesNotContain("POST /v1/tags");
    }

    @Test
    void piecesAreMadeIfTheWholeTextIsNoTag() {
        sink.mapping(MAKE);

        assertThat(sink.deliver(naming("\"Red, Blue, Customer\""))).isEmpty();
        assertThat(sink.keap.calls().stream()
                        .filter(call ->
                                call.method().equals("POST") && call.path().equals("/v1/tags"))
                        .map(call -> call.body()))
                .containsExactly("{\"name\":\"Red\"}", "{\"name\":\"Blue\"}");
        assertThat(worn()).hasSize(3).contains(101L);
    }

    @Test
    void namesThatAreKnownCostNoCall() {
        assertThat(sink.deliver(naming("\"customer, NEWSLETTER\""))).isEmpty();
        assertThat(worn()).containsExactlyInAnyOrder(101L, 102L);
        assertThat(look()).containsExactly("GET /v1/tags");
    }

    @Test
    void theMappingsOrderToMakeTagsHoldsForEnvelopesAndAttributesToo() {
        sink.mapping(MAKE);
        Message attribute = Messages.withAttributes(
                Map.of("tags", new Message.Attribute("String", "New 2")), "{\"email\":\"ada@example.com\"}");

        assertThat(sink.deliver("{\"tags\":[\"New 1\"],\"data\":%s}".formatted(naming("\"new 1\""))))
                .isEmpty();
        assertThat(sink.deliver(List.of(attribute))).isEmpty();
        assertThat(worn()).hasSize(2);
        assertThat(sink.writes().stream().filter("POST /v1/tags"::equals)).hasSize(2);
    }

    @Test
    void aNumberIsAnIdEvenIfATagHasItForAName() {
        sink.keap.addTag(103, "102");

        assertThat(sink.deliver(naming("[\"102\", 101.0]"))).isEmpty();
        assertThat(worn()).containsExactlyInAnyOrder(101L, 102L);
    }

    @Test
    void noTagIsMadeIfAnotherOneOfTheRecordIsMissing() {
        sink.mapping(MAKE);

        assertThat(detail(naming("[\"New\", 999]"))).contains("no tag 999");
        assertThat(sink.writes()).isEmpty();
    }

    @Test
    void aDeleteTakesOffWhatThereIs() {
        sink.keap.addTag(103, "Red, White and Blue");
        sink.deliver(naming("[101,102,103]"));

        assertThat(sink.deliver(
                        "{\"op\":\"delete\",\"data\":%s}".formatted(naming("\"Red, White and Blue, Gone, Customer\""))))
                .isEmpty();
        assertThat(worn()).containsExactly(102L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"[\\\"A\\\"\"",
                "\"[\\\"A\\\", \\\"B\\\"\"",
                "[\"A\", \"B\\\"]\"]",
                "\"{A, Customer\"",
                "\"{\\\"id\\\": 5}\"",
                "\"ada@example.com\"",
                "[\"Ada <ada@example.com>\"]"
            })
    void whatIsNoNameOfATagIsNeverMade(String tags) {
        sink.mapping(MAKE);

        assertThat(detail(naming(tags))).startsWith("The Keap account has no tag");
        assertThat(sink.writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"n/a", "None", "-", "null", "unknown", "[\"A\"", "[A, B]", "{A}", "ada@example.com", "[VIP]"})
    void whatIsTheNameOfATagInTheAccountIsThatTag(String name) {
        sink.keap.addTag(103, name);
        sink.keap.addTag(104, "VIP");

        assertThat(sink.mapping(MAKE).deliver(naming("\"%s\"".formatted(name.replace("\"", "\\\"")))))
                .isEmpty();
        assertThat(worn()).containsExactly(103L);
        assertThat(sink.writes()).doesNotContain("POST /v1/tags");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"n/a\"", "[\"none\", null]", "\"-; Customer\"", "\"Customer, UNKNOWN\"", "\"{NULL}\""})
    void aFillerIsNoTag(String tags) {
        assertThat(sink.mapping(MAKE).deliver(naming(tags))).isEmpty();
        assertThat(sink.rejected).isEmpty();
        assertThat(worn()).doesNotContain(102L).hasSizeLessThan(2);
        assertThat(sink.writes()).doesNotContain("POST /v1/tags");
    }

    @Test
    void aFillerIsTold() {
        try (LogLines lines = new LogLines()) {
            sink.deliver(naming("\"n/a\""));

            assertThat(lines.all()).anyMatch(line -> line.contains("{tags=1}"));
        }
    }

    @Test
    void aFillerThatWasLookedForAMomentAgoKeepsNoRecordWaiting() {
        IntStream.range(0, 1500).forEach(i -> sink.keap.addTag(10_000 + i, "Tag %04d".formatted(i)));

        for (int i = 0; i < 3; i++) {
            assertThat(sink.deliver(naming("[\"n/a\",101]"))).isEmpty();
        }
        assertThat(worn()).containsExactly(101L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[\"Custmer\"] | The Keap account has no tag \"Custmer\" (did you mean \"Customer\"?). Create it, correct the name, or let the mapping make it (create_missing).",
                "[\"Custmer\",999] | The Keap account has no tag \"Custmer\" (did you mean \"Customer\"?) and no tag 999. Create them, correct the names, or let the mapping make them (create_missing).",
                "[999] | The Keap account has no tag 999. Create it or correct the id.",
                "\"Webinar, Zoo\" | The Keap account has no tag \"Webinar\" and no tag \"Zoo\". Create them, correct the names, or let the mapping make them (create_missing).",
                "[\"ada@example.com\"] | The Keap account has no tag \"…@…\" (an e-mail address). Create it or correct the name.",
                "\"[\\\"A\\\"\" | The Keap account has no tag \"[\"A\"\" (a piece of a broken list). Create it or correct the name."
            })
    void allThatAreMissingAreNamedWithWhatMayBeMeant(String tags, String sentence) {
        assertThat(detail(naming(tags))).isEqualTo(sentence);
    }

    @Test
    void aLongListOfMissingTagsIsCutShort() {
        String many = IntStream.range(0, 40)
                .mapToObj(i -> "\"A tag with a rather long name, number %d\"".formatted(i))
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(detail(naming(many)))
                .hasSizeLessThan(500)
                .contains("number 0\"")
                .containsPattern("and none of 3\\d others\\. Create them");
    }

    @Test
    void allThatTheAccountLacksIsToldTogether() {
        sink.keap.addCustomField(
                dev.keapsink.simulator.CustomField.of(7, "Plan", dev.keapsink.simulator.FieldType.DROPDOWN)
                        .choosing("Free", "Pro"));
        String body =
                "{\"contact_type\":\"Leed\",\"tags\":[\"Gone\",999],\"data\":{\"email\":\"ada@example.com\",\"plan\":\"Gold\"}}";

        assertThat(detail(body))
                .startsWith("The Keap account has no tag")
                .contains("\"Gone\"", "999", "no contact type \"Leed\"", "Plan is none of the field's options");
        assertThat(sink.reasons()).containsValue("unknown_tag");
        assertThat(sink.writes()).isEmpty();
    }

    @Test
    void lookingForAllOfThemTakesNoMoreCallsThanIfTheyWereThere() {
        IntStream.range(0, 1500).forEach(i -> sink.keap.addTag(10_000 + i, "Tag %04d".formatted(i)));
        sink.deliver("{\"email\":\"first@example.com\",\"tags\":[101]}");
        int before = look().size();

        assertThat(detail(naming("[\"Gone 1\",\"Gone 2\"]"))).contains("\"Gone 1\"", "\"Gone 2\"");
        assertThat(look().size() - before).isLessThanOrEqualTo(6);
    }
}
