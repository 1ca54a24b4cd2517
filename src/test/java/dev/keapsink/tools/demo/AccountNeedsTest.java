package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.tools.records.RecordFile.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated account has what the settings and the mapping name. */
class AccountNeedsTest {
    private final InMemorySink sink = new InMemorySink();
    private final AccountContents account = new AccountContents(sink.keap);

    private String added(Map<String, String> environment, String... bodies) {
        SimulatorSettings settings = SimulatorSettings.of(environment, false);
        List<Line> lines = new ArrayList<>();
        for (String body : bodies) {
            lines.add(new Line(lines.size() + 1, body.replace('\'', '"')));
        }
        AccountNeeds.of(settings, AuditRules.of(settings).mapping(), lines).addTo(account);
        return account.sentence().orElse("");
    }

    private String addedBy(String mapping, String... bodies) {
        return added(Map.of("KEAP_SINK_MAPPING", mapping.replace('\'', '"')), bodies);
    }

    @Test
    void withoutSettingsNothingIsAdded() {
        assertThat(added(Map.of(), "{'email':'a@example.com','tags':[999,'Other'],'contact_type':'Other'}"))
                .isEmpty();
    }

    @Test
    void tagsAndTheContactTypeOfSettingsAreThere() {
        assertThat(added(Map.of("KEAP_SINK_TAG_IDS", "101, 305", "KEAP_SINK_CONTACT_TYPE", "Student")))
                .isEqualTo("The simulated account has also got: tag 305, the contact type \"Student\"."
                        + " Your own account needs them, too.");
        assertThat(sink.keap.tagsNamed("Tag 305")).containsExactly(305L);
    }

    @Test
    void whatTheMappingNamesIsThere() {
        assertThat(addedBy("{'automatic':true,'fields':{'contact_type':{'from':'kind','value':'Alumni'}},"
                        + "'custom_fields':{'Webinar':'webinar','_LeadScore':{'from':'score','write':'fill'}},"
                        + "'tags':[305,'VIP',{'name':'Old'},{'name':'Made','create_missing':true}]}"))
                .contains("tag 305, the tag \"VIP\", the tag \"Old\", the contact type \"Alumni\","
                        + " the custom field \"Webinar\" (text), the custom field \"_LeadScore\" (text).")
                .doesNotContain("Made");
    }

    @Test
    void whatTheMappingReadsFromTheRecordsIsThere() {
        assertThat(addedBy(
                        "{'automatic':true,'fields':{'contact_type':'kind'},'tags':[{'names_from':'segments'},{'ids_from':'ids'},"
                                + "{'names_from':'new','create_missing':true}]}",
                        "{'segments':'A; B','ids':'1;305','kind':'Student','new':'Made'}",
                        "{'segments':['b','7'],'kind':'n/a'}",
                        "no record"))
                .contains("the tag \"A\", the tag \"B\", the tag \"7\", tag 1, tag 305, the contact type \"Student\".")
                .doesNotContain("Made", "n/a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7, '8', 0 | whole number",
                "'007', 8 | text",
                "'2026-01-32' | text",
                "'2026-01-31', '2025-12-01' | date",
                "true, false | yes no",
                "'yes' | text",
                "['a','b'], 'c' | list box",
                "'' | text"
            })
    void aCustomFieldTakesItsValues(String values, String type) {
        String[] bodies =
                values.trim().replace("], ", "];").replaceAll(", ", ";").split(";");
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = "{'webinar':%s}".formatted(bodies[i]);
        }
        assertThat(addedBy("{'automatic':true,'custom_fields':{'Webinar':'webinar'}}", bodies))
                .contains("the custom field \"Webinar\" (%s)".formatted(type));
    }

    @Test
    void twoNamesOfOneCustomFieldMakeOneField() {
        assertThat(
                        addedBy(
                                "{'automatic':true,'custom_fields':{'Lead Score':'a','_LeadScore':'b','custom_fields[17]':'c'}}"))
                .contains("\"Lead Score\"", "\"custom_fields[17]\"")
                .doesNotContain("_LeadScore");
    }

    @Test
    void aLongListIsCut() {
        StringBuilder tags = new StringBuilder("1000");
        for (int i = 1001; i < 1030; i++) {
            tags.append(',').append(i);
        }
        assertThat(added(Map.of("KEAP_SINK_TAG_IDS", tags.toString()))).contains("tag 1019, and 10 more.");
    }

    /** The function says what is wrong with them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "'x'",
                "{'tags':7}",
                "{'tags':[{}]}",
                "{'fields':[1]}",
                "{'custom_fields':{'A':{}}}",
                "{'encoding':'x'}",
                "{'tags':[{'names_from':{}}]}",
                "{'fields':{'contact_type':null}}"
            })
    void aFaultyMappingIsNoTrouble(String mapping) {
        addedBy(mapping, "{'email':'a@example.com'}");
    }

    @Test
    void theTagsOfAllContactsAreThoseOfSettingAndMapping() {
        SimulatorSettings settings = SimulatorSettings.of(
                Map.of("KEAP_SINK_MAPPING", "{\"automatic\":true,\"tags\":[305,\"webinar\",{\"from\":\"x\"}]}"), false);

        assertThat(AccountNeeds.tagsOfAll(settings, sink.keap)).containsExactly(101L, 102L, 202L, 305L);
    }

    @Test
    void theAccountTakesTheEncodingsOfTheMapping() {
        sink.mapping("{'automatic':true,'encoding':{'yes_no':'text'},'custom_fields':{'Member':'member'}}");
        addedBy(
                "{'automatic':true,'encoding':{'yes_no':'text'},'custom_fields':{'Member':'member'}}",
                "{'member':true}");

        sink.deliver("{\"email\":\"ada@example.com\",\"member\":true}");

        JsonNode fields = sink.contact("ada@example.com").fields().path("custom_fields");
        assertThat(fields.at("/0/content").asText()).isEqualTo("Yes");
    }
}
