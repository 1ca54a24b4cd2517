package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.tools.records.RecordFile.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit reads a mapping itself, as far as it has one reading, so that it still finds what is missing or wrong. */
class MappedAuditTest {
    private static final String BY_COLUMNS =
            "{'fields':{'email1':['Mail','E-Mail'],'given_name':'/person/first','family_name':{'from':'Nachname','value':'Stone'}}}";

    private static Optional<Expectation> expected(String mapping, String body) {
        return expected(mapping, body, Map.of());
    }

    private static Optional<Expectation> expected(String mapping, String body, Map<String, String> others) {
        Map<String, String> environment = new HashMap<>(others);
        environment.put("KEAP_SINK_MAPPING", mapping.replace('\'', '"'));
        return Expectation.of(
                new Line(1, body.replace('\'', '"')), AuditRules.of(SimulatorSettings.of(environment, false)));
    }

    @Test
    void readsColumnsPointersListsAndConstants() {
        assertThat(expected(
                        BY_COLUMNS,
                        "{'E-Mail':'Ada@example.com','person':{'first':'Ada'},'Vorname':'Eve','city':'Rome'}"))
                .hasValueSatisfying(line -> {
                    assertThat(line.contact()).isEqualTo("email:ada@example.com");
                    assertThat(line.state()).isEqualTo(Map.of("given_name", "Ada", "family_name", "Stone"));
                    assertThat(line.allTags()).isTrue();
                });
    }

    @Test
    void findsOtherFieldsByTheirNamesOnlyIfTheMappingDoes() {
        String body = "{'Mail':'ada@example.com','first_name':'Ada','last_name':'Byron','Ort':'Rome','tags':[201]}";

        assertThat(expected(
                        "{'automatic':true,'fields':{'email1':'Mail','locality':'Ort','family_name':'none'}}", body))
                .hasValueSatisfying(line -> {
                    assertThat(line.state()).isEqualTo(Map.of("given_name", "Ada", "city", "Rome"));
                    assertThat(line.tags()).containsExactly(201L);
                });
        assertThat(expected("{'fields':{'email1':'Mail'}}", body)).hasValueSatisfying(line -> {
            assertThat(line.state()).isEmpty();
            assertThat(line.tags()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'automatic':true,'suppress':[{'when':'out','drop':'record'}]} | {'email':'a@example.com','out':'yes'}",
                "{'automatic':true,'suppress':[{'when':'out','drop':'record'}]} | {'email':'a@example.com','out':'perhaps'}",
                "{'automatic':true,'op':'state'} | {'email':'a@example.com','state':'gone'}",
                "{'automatic':true,'op':'key'} | {'key':'gone','data':{'email':'a@example.com'}}",
                "{'fields':{'email1':'/row/email'}} | {'row':{'email':'a@example.com','op':'d'}}",
                "{'fields':{'email1':['Mail','Other']}} | {'Mail':'n/a','Other':'a@example.com'}",
                "{'fields':{'email1':{'value':'a@example.com'}}} | {'x':1}",
                "{'automatic':true,'fields':{'email1':'Mail'}} | {'email':'a@example.com'}",
                "{'fields':{'phone1':'Tel'}} | {'Tel':'6175550100','Mail':'a@example.com'}"
            })
    void leavesToTheFunctionWhatHasMoreThanOneReading(String mapping, String body) {
        assertThat(expected(mapping, body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'automatic':true,'suppress':[{'when':'out','drop':'record'}]} | {'email':'a@example.com','out':'no'}",
                "{'automatic':true,'op':{'from':'state','upsert':['Joined']}} | {'email':'a@example.com','state':'joined'}",
                "{'fields':{'email1':'/row/email'}} | {'row':{'email':'a@example.com'}}"
            })
    void readsWhatTheyLeaveAlone(String mapping, String body) {
        assertThat(expected(mapping, body)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'automatic':true,'write':'fill'}",
                "{'automatic':true,'empty':'clear'}",
                "{'automatic':true,'fields':{'given_name':{'from':'first_name','write':'fill'}}}"
            })
    void comparesNoValueThatAContactMayKeep(String mapping) {
        assertThat(expected(mapping, "{'email':'a@example.com','first_name':'Ann'}"))
                .hasValueSatisfying(line -> assertThat(line.state()).isEmpty());
        assertThat(limits(mapping)).singleElement().asString().contains("fills, merges or clears");
    }

    @Test
    void saysThatSuppressedRecordsCountAsWritten() {
        assertThat(limits("{'automatic':true,'suppress':[{'when':'out','drop':'record'}]}"))
                .containsExactly("Records that the mapping suppresses count as written, because they are done.");
        assertThat(limits("{'automatic':true,'suppress':[{'when':'out','drop':'phones'}]}"))
                .isEmpty();
    }

    private static List<String> limits(String mapping) {
        return AuditRules.of(SimulatorSettings.of(Map.of("KEAP_SINK_MAPPING", mapping.replace('\'', '"')), false))
                .limits();
    }

    @Test
    void tagsThatTheMappingReadsAreNotAllTags() {
        String mapping = "{'automatic':true,'tags':[305,{'names_from':'segments'}]}";

        assertThat(expected(mapping, "{'email':'a@example.com','segments':'VIP'}"))
                .hasValueSatisfying(line -> assertThat(line.allTags()).isFalse());
        assertThat(expected(mapping, "{'email':'a@example.com','segments':''}"))
                .hasValueSatisfying(line -> assertThat(line.allTags()).isTrue());
    }

    @Test
    void namesTellContactsApartOnlyWhereTheyAreBothThere() {
        Map<String, String> byName = Map.of("KEAP_SINK_DUPLICATE_OPTION", "EmailAndName");

        assertThat(expected(
                        "{'automatic':true}",
                        "{'email':'a@example.com','first_name':'Ann','last_name':'Stone'}",
                        byName))
                .hasValueSatisfying(line -> assertThat(line.contact()).isEqualTo("email:a@example.com ann stone"));
        assertThat(expected("{'automatic':true}", "{'email':'a@example.com','first_name':'Ann'}", byName))
                .isEmpty();
    }
}
