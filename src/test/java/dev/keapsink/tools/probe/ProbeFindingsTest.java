package dev.keapsink.tools.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.simulator.Behaviour;
import dev.keapsink.simulator.Behaviour.Choice;
import dev.keapsink.simulator.Behaviour.Clearing;
import dev.keapsink.simulator.Behaviour.DuplicateSlots;
import dev.keapsink.simulator.Behaviour.Lists;
import dev.keapsink.simulator.Behaviour.TooLong;
import dev.keapsink.simulator.Behaviour.UpsertStatus;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.tools.keap.Consent;
import dev.keapsink.tools.keap.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The probe finds out what the account was told to do. */
class ProbeFindingsTest {

    private static final String DEFAULT =
            "{'automatic':true,'encoding':{'yes_no':'number','list':'array','date':'date_time',"
                    + "'month':'number','day_of_week':'number','clear':'empty'}}";

    private static final Choice[] OTHER = {
        Lists.REPLACE,
        Behaviour.YesNo.TEXT,
        Behaviour.ListBox.COMMA,
        Behaviour.Date.DATE,
        Behaviour.Month.NAME,
        Behaviour.DayOfWeek.NAME,
        Clearing.NULL,
        DuplicateSlots.EMAIL1,
        Behaviour.UnknownType.STORED,
        TooLong.CUT,
        UpsertStatus.ALWAYS_200
    };

    @Test
    void findsTheDefaults() {
        try (ProbeFixture fixture = new ProbeFixture()) {
            assertThat(fixture.run()).isTrue();

            assertThat(fixture.mapping()).isEqualTo(DEFAULT);
            assertThat(fixture.line("Upsert")).isEqualTo("201 for a new contact, 200 for a known one");
            assertThat(fixture.line("E-mail addresses")).startsWith("what a write does not send stays");
            assertThat(fixture.line("YesNo")).isEqualTo("number works, boolean refused (400), text refused (400)");
            assertThat(fixture.line("Emptying job_title")).isEqualTo("\"\" empties it, null is refused");
            assertThat(fixture.line("Duplicate check")).contains("second address, too");
            assertThat(fixture.line("Unknown contact type")).startsWith("refused (400");
            assertThat(fixture.line("Too long a text")).endsWith("is stored");
            assertThat(fixture.keap.contacts()).isEmpty();
        }
    }

    @Test
    void findsTheOpposite() {
        try (ProbeFixture fixture = new ProbeFixture(OTHER)) {
            assertThat(fixture.run()).isTrue();

            assertThat(fixture.mapping())
                    .isEqualTo(
                            "{'automatic':true,'encoding':{'yes_no':'text','list':'comma','date':'date','month':'name',"
                                    + "'day_of_week':'name','clear':'null'},'write':'merge'}");
            assertThat(fixture.line("Upsert")).contains("cannot tell created from updated");
            assertThat(fixture.line("Phone numbers")).isEqualTo("what a write does not send is removed");
            assertThat(fixture.line("Addresses")).isEqualTo("what a write does not send is removed");
            assertThat(fixture.line("Custom fields")).isEqualTo("what a write does not send is removed");
            assertThat(fixture.line("Emptying Text")).isEqualTo("\"\" leaves an empty text, null empties it");
            assertThat(fixture.line("Emptying WholeNumber")).isEqualTo("\"\" is refused, null empties it");
            assertThat(fixture.line("Duplicate check")).contains("makes a second contact");
            assertThat(fixture.line("Unknown contact type")).startsWith("stored");
            assertThat(fixture.line("Too long a text")).contains("cut to 40");
            assertThat(fixture.keap.contacts()).isEmpty();
        }
    }

    static Stream<Arguments> choices() {
        return Stream.of(
                Arguments.of(Lists.REPLACE, "'write':'merge'"),
                Arguments.of(Behaviour.YesNo.BOOLEAN, "'yes_no':'boolean'"),
                Arguments.of(Behaviour.YesNo.TEXT, "'yes_no':'text'"),
                Arguments.of(Behaviour.ListBox.COMMA, "'list':'comma'"),
                Arguments.of(Behaviour.Date.DATE, "'date':'date'"),
                Arguments.of(Behaviour.Month.NAME, "'month':'name'"),
                Arguments.of(Behaviour.DayOfWeek.NAME, "'day_of_week':'name'"),
                Arguments.of(Clearing.NULL, "'clear':'null'"));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void findsEachChoiceForItself(Choice choice, String setting) {
        try (ProbeFixture fixture = new ProbeFixture(choice)) {
            assertThat(fixture.run()).isTrue();

            assertThat(fixture.mapping()).contains(setting);
            assertThat(fixture.keap.contacts()).isEmpty();
        }
    }

    static Stream<Arguments> policies() {
        return Stream.of(
                Arguments.of(Behaviour.UnknownType.IGNORED, "Unknown contact type", "ignored"),
                Arguments.of(TooLong.REFUSED, "Too long a text", "refused (400, \"Value is too long: given_name\")"),
                Arguments.of(UpsertStatus.ALWAYS_200, "Upsert", "200 for a new contact, 200"),
                Arguments.of(
                        DuplicateSlots.EMAIL1, "Duplicate check", "an upsert finds a contact by its first address"));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void saysWhatNoSettingFollowsFrom(Choice choice, String topic, String line) {
        try (ProbeFixture fixture = new ProbeFixture(choice)) {
            assertThat(fixture.run()).isTrue();

            assertThat(fixture.line(topic)).startsWith(line);
            assertThat(fixture.mapping()).isEqualTo(DEFAULT);
            assertThat(fixture.keap.contacts()).isEmpty();
        }
    }

    @Test
    void saysWhichFieldsAreMissingAndClaimsNothingAboutThem() {
        try (ProbeFixture fixture = new ProbeFixture()) {
            Stream.of(1, 2, 3, 4, 5, 6, 7)
                    .forEach(id -> fixture.keap.addCustomField(CustomField.of(id, "Link", FieldType.WEBSITE)));
            assertThat(fixture.run()).isTrue();

            assertThat(fixture.mapping()).isEqualTo("{'automatic':true,'encoding':{'clear':'empty'}}");
            assertThat(fixture.line("YesNo"))
                    .isEqualTo(
                            "not tried: there is no custom field of this type; add it in Keap (Settings, Custom fields)"
                                    + " and probe again");
            assertThat(fixture.line("Custom fields")).startsWith("not tried: there is no pair of custom fields");
        }
    }

    @Test
    void writesTheReportAsJson(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.json");
        try (ProbeFixture fixture = new ProbeFixture(Lists.REPLACE)) {
            assertThat(fixture.run(new Consent(Optional.empty(), true), Map.of(), Optional.of(file)))
                    .isTrue();
        }
        JsonNode report = Json.parse(Files.readString(file));

        assertThat(report.path("account").path("tenant").asText()).isEqualTo("ks100");
        assertThat(report.path("findings").findValuesAsText("result")).contains("201/200", "replace", "number");
        assertThat(report.path("mapping").path("write").asText()).isEqualTo("merge");
        assertThat(report.path("left_behind").isEmpty()).isTrue();
    }

    @Test
    void saysThatTheReportCannotBeWritten(@TempDir Path folder) {
        try (ProbeFixture fixture = new ProbeFixture()) {
            Path nowhere = folder.resolve("no").resolve("report.json");

            assertThat(fixture.run(new Consent(Optional.empty(), true), Map.of(), Optional.of(nowhere)))
                    .isFalse();
            assertThat(fixture.printed()).contains("The report cannot be written to " + nowhere);
            assertThat(fixture.keap.contacts()).isEmpty();
        }
    }
}
