package dev.keapsink.tools.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.tools.check.CheckResult;
import dev.keapsink.tools.records.RecordFile.Line;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurveyTest {
    private static final String ADA = "{\"email\":\"ada@example.com\",\"shoe_size\":38,\"Hat\":\"M\",\"blank\":\" \"}";

    @Test
    void namesColumnsOfWhichNothingIsWritten() {
        assertThat(printed(simulator(ADA))).isEqualTo("""
                        Columns without a place in Keap: shoe_size, Hat (not written).
                        Columns of the file: 4
                          email → email1
                          shoe_size → no place
                          Hat → no place
                          blank → empty in every record
                        No field of a contact is likely for: shoe_size (numbers), Hat. Leave them, or make a custom field in\
                         Keap and name it in custom_fields of the mapping (docs/exports.md).
                        """);
    }

    @Test
    void aCompanyHasAPlace() {
        Survey survey = simulator("{\"email\":\"ada@example.com\",\"Company\":\"Acme\",\"shoe_size\":\"42\"}");

        assertThat(printed(survey))
                .startsWith("Columns without a place in Keap: shoe_size (not written).")
                .contains("Company → company\n");
    }

    @Test
    void saysNothingWhereEverythingHasAPlace() {
        assertThat(printed(simulator("{\"email\":\"ada@example.com\",\"first_name\":\"Ada\"}")))
                .isEmpty();
    }

    @Test
    void knowsNoCustomFieldsOfARealAccount() {
        Survey survey = new Survey(MappingInEffect.of(Map.of()));
        survey.add(new Line(2, ADA));

        assertThat(printed(survey))
                .startsWith("Columns without a place in Keap: shoe_size, Hat"
                        + " (not written, unless there is such a custom field).\nColumns of the file: 4\n");
    }

    @Test
    void takesTheMappingOfTheEnvironment() {
        Survey survey = new Survey(MappingInEffect.of(
                Map.of("KEAP_SINK_MAPPING", "{\"automatic\":true,\"custom_fields\":{\"Shoe Size\":\"shoe_size\"}}")));
        survey.add(new Line(2, ADA));

        assertThat(printed(survey)).startsWith("Columns without a place in Keap: Hat (");
    }

    @Test
    void readsValuesAsTheSettingsSay() {
        Line line = new Line(2, "{\"email\":\"ada@example.com\",\"birthday\":\"02/03/1980\"}");
        Survey without = new Survey(MappingInEffect.ofSimulator(Map.of()));
        without.add(line);
        Survey with = new Survey(MappingInEffect.ofSimulator(Map.of("KEAP_SINK_DATE_ORDER", "mdy")));
        with.add(line);

        assertThat(rejected(without)).contains("line 2: invalid_value (birthday): ", "KEAP_SINK_DATE_ORDER");
        assertThat(rejected(with)).isEmpty();
    }

    @Test
    void namesValuesThatAreLeftOutByLine() {
        Survey survey = simulator("{\"email\":\"ada@example.com\",\"phone\":\"4.15555E+09\"}");

        assertThat(printed(survey)).startsWith("Values left out: 1\n  line 1: phone1 ");
        assertThat(rejected(survey)).isEmpty();
    }

    @Test
    void saysThatAMappingIsOutOfReach() {
        Survey elsewhere = new Survey(MappingInEffect.of(Map.of("KEAP_SINK_MAPPING", "ssm:/keap/mapping")));
        elsewhere.add(new Line(2, ADA));
        Survey broken = new Survey(MappingInEffect.of(Map.of("KEAP_SINK_MAPPING", "{\"fields\":{\"e-mail\":1}}")));

        assertThat(printed(elsewhere)).contains("is in Parameter Store");
        assertThat(printed(broken)).contains("cannot be read").doesNotContain("e-mail");
    }

    @Test
    void namesTheColumnsOfRecordsThatAreRejected() {
        Survey survey = simulator("{\"email\":\"no address\",\"first_name\":\"Ada\",\"shoe_size\":38}");

        assertThat(printed(survey)).contains("Columns without a place in Keap: shoe_size (");
        assertThat(rejected(survey)).contains("Records that will be rejected: 1", "line 1: invalid_value (email1): ");
    }

    @Test
    void aRejectedAddressHasAPlaceWhateverItsColumnIsCalled() {
        Survey survey = simulator("{\"Email Address\":\"no address\",\"First Name\":\"Ada\",\"shoe_size\":38}");

        assertThat(printed(survey)).startsWith("Columns without a place in Keap: shoe_size (");
    }

    @Test
    void ofADeletionOnlyTheKeyCounts() {
        Survey survey = simulator("{\"email\":\"ada@example.com\",\"shoe_size\":38}");
        survey.add(new Line(2, "{\"op\":\"delete\",\"data\":{\"email\":\"bob@example.com\",\"shoe_size\":7}}"));

        assertThat(printed(survey)).startsWith("Columns without a place in Keap: shoe_size (");
    }

    @Test
    void namesAllColumnsOfTheWidestFile() {
        String columns =
                IntStream.range(0, 3000).mapToObj("\"shoe %d\":1"::formatted).collect(Collectors.joining(","));

        assertThat(printed(simulator("{\"email\":\"ada@example.com\",%s}".formatted(columns))))
                .contains("shoe 49, shoe 50, ", "shoe 2999 (");
    }

    @Test
    void saysThatThereMayBeMoreColumnsThanAreKept() {
        Survey survey = new Survey(MappingInEffect.ofSimulator(Map.of()));
        for (int line = 1; line <= 11; line++) {
            String columns = IntStream.range(2000 * line, 2000 * line + 2000)
                    .mapToObj("\"shoe %d\":1"::formatted)
                    .collect(Collectors.joining(","));
            survey.add(new Line(line, "{\"email\":\"ada@example.com\",%s}".formatted(columns)));
        }

        assertThat(printed(survey)).contains(" and maybe more (");
    }

    @Test
    void numbersSeveralRecordsOfALine() {
        Survey survey = simulator("[{\"email\":\"ada@example.com\"},{\"first_name\":\"Bob\"}]");

        assertThat(rejected(survey)).contains("line 1, record 2: no_match_key (email): ");
    }

    @Test
    void showsAllColumnsAndTheFirstOfTheRejects() {
        String columns =
                IntStream.range(0, 70).mapToObj("\"shoe %d\":1"::formatted).collect(Collectors.joining(","));
        Survey survey = simulator("{\"email\":\"ada@example.com\",%s}".formatted(columns));
        IntStream.range(0, 30).forEach(line -> survey.add(new Line(line + 2, "{\"email\":\"none\"}")));

        assertThat(printed(survey)).contains("shoe 49, shoe 50, ", "shoe 69 (");
        assertThat(rejected(survey))
                .contains("Records that will be rejected: 30", "line 21: ", "  and 10 more")
                .doesNotContain("line 22: ");
    }

    @Test
    void believesTheAccountAboutItsCustomFields() throws JsonProcessingException {
        Survey survey = new Survey(MappingInEffect.of(Map.of()));
        survey.addPreviewed(1, new Line(2, ADA));
        survey.add(new Line(3, "{\"email\":\"bob@example.com\",\"belt\":7}"));
        CheckResult account = new CheckResult(new ObjectMapper()
                .readTree("{\"preview\":[{\"record\":\"1\",\"outcome\":\"written\",\"ignored\":[\"Hat\"]}]}"));

        account.ignored().forEach(survey::answered);

        assertThat(printed(survey))
                .startsWith("Columns without a place in Keap: Hat (not written).\n"
                        + "Columns without a place in later records: belt (not written, unless there is"
                        + " such a custom field).\nColumns of the file: 5\n")
                .contains("  shoe_size → custom field shoe_size\n");
    }

    @Test
    void anAccountThatRejectsARecordSaysNothingAboutItsFields() throws JsonProcessingException {
        Survey survey = new Survey(MappingInEffect.of(Map.of()));
        survey.addPreviewed(1, new Line(2, ADA));
        CheckResult account = new CheckResult(new ObjectMapper()
                .readTree("{\"preview\":[{\"record\":\"1\",\"outcome\":\"rejected\",\"reason\":\"unknown_tag\"}]}"));

        account.ignored().forEach(survey::answered);

        assertThat(printed(survey)).startsWith("Columns without a place in Keap: shoe_size, Hat (");
    }

    private static Survey simulator(String body) {
        Survey survey = new Survey(MappingInEffect.ofSimulator(Map.of()));
        survey.add(new Line(1, body));
        return survey;
    }

    private static String printed(Survey survey) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        survey.print(out);
        out.flush();
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String rejected(Survey survey) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        survey.printRejected(out);
        out.flush();
        return text.toString();
    }
}
