package dev.keapsink.tools.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.tools.records.RecordFile.Line;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a file that does not arrive, the operator learns which columns it has, and which mapping would take them. */
class ColumnReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM =
            "{\"Your e-mail\":\"ada@example.com\",\"Your first name\":\"Ada\",\"Shoes\":\"red\",\"City\":\"Rome\"}";

    @Test
    void offersAMappingThatCanBePasted() {
        assertThat(printed(survey(Map.of(), FORM))).endsWith("""
                        Columns of the file: 4
                          Your e-mail → no place
                          Your first name → no place
                          Shoes → no place
                          City → locality
                        A mapping could give 2 of them a place. This is a guess; check it before you use it:
                          Your e-mail → email1 (its values are e-mail addresses)
                          Your first name → given_name (by its name)
                        Of the first 1 records it would take 1. Now 0 are taken.
                        export KEAP_SINK_MAPPING='{"automatic":true,"fields":{"email1":"Your e-mail","given_name":"Your first name"}}'
                        The same as a file, such as mapping.json:
                        {
                          "automatic": true,
                          "fields": {
                            "email1": "Your e-mail",
                            "given_name": "Your first name"
                          }
                        }
                        No field of a contact is likely for: Shoes. Leave them, or make a custom field in Keap and name it in\
                         custom_fields of the mapping (docs/exports.md).
                        """);
    }

    @Test
    void theOfferTakesTheFileAndDropsNothingElse() {
        String offer = offered(survey(Map.of(), FORM));
        Survey after = survey(Map.of("KEAP_SINK_MAPPING", offer), FORM);

        assertThat(after.rejectedCount()).isZero();
        assertThat(after.unplacedCount()).isEqualTo(1);
        assertThat(printed(after))
                .contains("City → locality", "Shoes → no place")
                .doesNotContain("export KEAP");
    }

    @Test
    void offersThePresentMappingWithTheNewEntries() throws Exception {
        String present = "{\"automatic\":true,\"fields\":{\"job_title\":{\"value\":\"Owner\"}},\"tags\":[101]}";

        JsonNode offer = JSON.readTree(offered(survey(Map.of("KEAP_SINK_MAPPING", present), FORM)));

        ObjectNode expected = (ObjectNode) JSON.readTree(present);
        expected.withObject("/fields").put("email1", "Your e-mail").put("given_name", "Your first name");
        assertThat(offer).isEqualTo(expected);
    }

    @Test
    void leavesAMappingThatIsNotAutomaticAsStrictAsItIs() throws Exception {
        String present = "{\"fields\":{\"email1\":\"Your e-mail\"}}";
        Survey survey = survey(Map.of("KEAP_SINK_MAPPING", present), FORM);

        assertThat(JSON.readTree(offered(survey)).toString())
                .isEqualTo(
                        "{\"fields\":{\"email1\":\"Your e-mail\",\"given_name\":\"Your first name\",\"locality\":\"City\"}}");
    }

    @Test
    void namesAColumnThatTheMappingReadsAndNoRecordHas() {
        String present = "{\"automatic\":true,\"fields\":{\"email1\":\"Your email\"}}";
        Survey survey = survey(Map.of("KEAP_SINK_MAPPING", present), FORM);

        assertThat(printed(survey))
                .contains(
                        "KEAP_SINK_MAPPING reads \"Your email\", which no record has (did you mean \"Your e-mail\"?).");
        assertThat(offered(survey)).contains("\"email1\":[\"Your email\",\"Your e-mail\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Mail\"",
                "[\"Mail\",\"E-Post\"]",
                "{\"from\":\"Mail\"}",
                "{\"from\":[\"Mail\",\"E-Post\"],\"write\":\"merge\"}"
            })
    void knowsTheColumnsOfAFileWithoutTheMappedAddress(String source) {
        String present = "{\"automatic\":true,\"fields\":{\"email1\":%s}}".formatted(source);

        assertThat(printed(survey(Map.of("KEAP_SINK_MAPPING", present), FORM)))
                .contains("  Shoes → no place\n", "  City → locality\n", "Your first name → given_name (by its name)");
    }

    @Test
    void aNameWithMarksOfAShellOrAPointerIsStillAColumn() {
        String body =
                "{\"What's your e-mail\":\"ada@example.com\",\"/your/city~\":\"Rome\",\"a\\u0007b\":\"x@y.example\"}";
        String offer = offered(survey(Map.of(), body));
        Survey after = survey(Map.of("KEAP_SINK_MAPPING", offer), body);

        assertThat(printed(survey(Map.of(), body)))
                .contains("What'\\''s your e-mail")
                .doesNotContain("\u0007");
        assertThat(printed(after)).contains("What's your e-mail → email1", "/your/city~ → locality");
    }

    @Test
    void dropsAnEntryThatWouldRejectManyRecords() {
        String[] bodies = IntStream.range(0, 10)
                .mapToObj(i -> "{\"email\":\"a%d@example.com\",\"Customer State\":\"XX\"}".formatted(i))
                .toArray(String[]::new);

        assertThat(printed(survey(Map.of(), bodies)))
                .contains("No field of a contact is likely for: Customer State.")
                .doesNotContain("export KEAP");
    }

    @Test
    void showsTheFirstThirtyColumnsAndCountsTheOthers() {
        String columns =
                IntStream.range(0, 40).mapToObj("\"shoe %d\":1"::formatted).collect(Collectors.joining(","));

        assertThat(printed(survey(Map.of(), "{\"email\":\"ada@example.com\",%s}".formatted(columns))))
                .contains("Columns of the file: 41", "  shoe 28 → no place", "  and 11 more")
                .doesNotContain("shoe 29 →");
    }

    @Test
    void reportsOnAFileOfWhichHalfIsRejected() {
        String good = "{\"email\":\"ada@example.com\"}";
        String bad = "{\"email\":\"no address\"}";

        assertThat(printed(survey(Map.of(), good, bad))).contains("Columns of the file: 1", "  email → email1");
        assertThat(printed(survey(Map.of(), good, good, bad))).isEmpty();
        assertThat(printed(survey(Map.of(), good, good, "{\"first_name\":\"Bob\"}")))
                .isEmpty();
        assertThat(printed(survey(Map.of(), "{\"first_name\":\"Bob\"}", "{}", "{}")))
                .contains("first_name → given_name");
    }

    @Test
    void tellsTheFieldsOfColumnsThatFillSeveralOrTheNextFreeOne() {
        String body =
                "{\"Name\":\"Ada Byron\",\"Email\":\"ada@example.com\",\"Mobile\":\"+16175550101\",\"Phone\":\"617 555 0102\","
                        + "\"Tags\":\"a, b\",\"Contact Type\":\"Lead\",\"Score\":\"7\",\"ok\":\"yes\",\"Shoes\":\"red\"}";
        String mapping =
                "{\"automatic\":true,\"custom_fields\":{\"Lead Score\":\"Score\"},\"suppress\":[{\"when\":\"ok\",\"drop\":\"fax1\"}]}";

        assertThat(printed(survey(Map.of("KEAP_SINK_MAPPING", mapping), body)))
                .contains(
                        "  Name → given_name, family_name\n",
                        "  Mobile → phone2\n",
                        "  Phone → phone1\n",
                        "  Tags → tags\n",
                        "  Contact Type → contact_type\n",
                        "  Score → custom field Lead Score\n",
                        "  ok → read, but written to no field of its own\n");
    }

    @Test
    void saysTheSameAsJson() throws Exception {
        ObjectNode json = JSON.createObjectNode();
        survey(Map.of(), FORM).json(json);

        assertThat(json.path("columns").toString())
                .isEqualTo("[{\"column\":\"Your e-mail\",\"fields\":[]},{\"column\":\"Your first name\",\"fields\":[]},"
                        + "{\"column\":\"Shoes\",\"fields\":[]},{\"column\":\"City\",\"fields\":[\"locality\"]}]");
        assertThat(json.path("offered").toString())
                .contains("{\"column\":\"Your e-mail\",\"field\":\"email1\",\"why\":");
        assertThat(json.path("offered_mapping")).isEqualTo(JSON.readTree(offered(survey(Map.of(), FORM))));
    }

    private static Survey survey(Map<String, String> environment, String... bodies) {
        Survey survey = new Survey(MappingInEffect.of(environment));
        for (int i = 0; i < bodies.length; i++) {
            survey.add(new Line(i + 1, bodies[i]));
        }
        return survey;
    }

    private static String printed(Survey survey) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        survey.print(out);
        out.flush();
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** The offered mapping as a shell would read the line; it is one that the function takes. */
    private static String offered(Survey survey) {
        List<String> lines = Pattern.compile("export KEAP_SINK_MAPPING='(.*)'\n")
                .matcher(printed(survey))
                .results()
                .map(line -> line.group(1).replace("'\\''", "'"))
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(ContactMappingReader.read(lines.getFirst())).isNotNull();
        return lines.getFirst();
    }
}
