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
    void listsNoColumnThatTheFileDoesNotHave() {
        String present = "{\"automatic\":true,\"fields\":{\"email1\":\"Mail\"}}";

        assertThat(printed(survey(
                        Map.of("KEAP_SINK_MAPPING", present), "{\"Email\":\"a@example.com\",\"Shoes\":\"red\"}")))
                .contains("Columns of the file: 2\n  Email → ", "  Shoes → no place\n")
                .doesNotContain("  email → ");
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
    void offersBothHalvesOfANameOrNone() {
        assertThat(offered(survey(
                        Map.of(),
                        "{\"email\":\"a@example.com\",\"Attendee First\":\"Ada\",\"Attendee Last\":\"Byron\"}")))
                .contains("\"given_name\":\"Attendee First\",\"family_name\":\"Attendee Last\"");
        assertThat(offered(survey(
                        Map.of(),
                        "{\"email\":\"a@example.com\",\"Attendee First Name\":\"Ada\",\"Attendee Last\":\"Byron\"}")))
                .contains("\"given_name\":\"Attendee First Name\",\"family_name\":\"Attendee Last\"");
        assertThat(printed(survey(
                        Map.of(),
                        "{\"email\":\"a@example.com\",\"Your first name\":\"Ada\",\"Partner's last name\":\"Kim\"}")))
                .contains("Your first name: may be given_name; map it together with the other half of the name.")
                .doesNotContain("export KEAP");
        assertThat(printed(survey(
                        Map.of(), "{\"email\":\"a@example.com\",\"Your first name\":\"Ada\",\"Your last name\":\"\"}")))
                .contains("  Your last name → empty in every record\n")
                .doesNotContain("export KEAP");
    }

    @Test
    void offersNotTheNameOfOnePersonForTheAddressOfAnother() {
        String body = "{\"Buyer e-mail\":\"a@example.com\",\"Attendee First\":\"Ada\",\"Attendee Last\":\"Byron\","
                + "\"Your job title\":\"Pilot\"}";

        assertThat(printed(survey(Map.of(), body)))
                .contains(
                        "Buyer e-mail: may be email1; map it if it is the contact's own.",
                        "Attendee First: may be given_name; map it if it is the contact's own.",
                        "Attendee Last: may be family_name; map it if it is the contact's own.",
                        "  Your job title → job_title (by its name)\n");
    }

    @Test
    void offersPartsOfOneAddressOnly() {
        assertThat(printed(survey(
                        Map.of(),
                        "{\"email\":\"a@example.com\",\"Your home street\":\"1 Elm St\",\"Your town\":\"Rome\"}")))
                .contains(
                        "Your home street: may be shipping_line1; map it if it belongs to that address.",
                        "Your town: may be locality; map it if it belongs to that address.")
                .doesNotContain("export KEAP");
        assertThat(printed(survey(
                        Map.of(), "{\"email\":\"a@example.com\",\"Your street\":\"1 Elm St\",\"Your town\":\"Rome\"}")))
                .contains("Your street → line1", "Your town → locality");
    }

    @Test
    void saysThatKnownNamesDivideAnAddress() {
        assertThat(printed(survey(
                        Map.of(), "{\"email\":\"a@example.com\",\"Home Street\":\"1 Elm St\",\"Town\":\"Rome\"}")))
                .contains("Home Street (shipping_line1) and Town (locality) are parts of different addresses.");
        assertThat(printed(survey(
                        Map.of(), "{\"email\":\"a@example.com\",\"Home Street\":\"1 Elm St\",\"Home City\":\"Rome\"}")))
                .isEmpty();
    }

    @Test
    void listsAColumnThatIsEmptyInEveryRecord() {
        String mapping = "{\"automatic\":true,\"fields\":{\"job_title\":\"x1\"}}";
        String empty = "{\"email\":\"a@example.com\",\"x1\":\"\",\"c1\":\"red\",\"c2\":null}";
        String filled = "{\"email\":\"b@example.com\",\"x1\":\"\",\"c1\":\"red\",\"c2\":\"blue\"}";

        assertThat(printed(survey(Map.of("KEAP_SINK_MAPPING", mapping), empty, filled)))
                .contains("  email → email1\n  x1 → empty in every record\n", "  c1 → no place\n  c2 → no place\n")
                .doesNotContain("no record has");
        ObjectNode json = JSON.createObjectNode();
        survey(Map.of(), empty).json(json);
        assertThat(json.path("columns").toString()).contains("{\"column\":\"x1\",\"fields\":[],\"empty\":true}");
    }

    @Test
    void quotesNamesWithMarksThatPartNames() {
        assertThat(printed(survey(Map.of(), "{\"email\":\"a@example.com\",\"Shoes, red\":\"big\",\"Hats\":\"old\"}")))
                .contains(
                        "Columns without a place in Keap: \"Shoes, red\", Hats (",
                        "No field of a contact is likely for: \"Shoes, red\", Hats. Leave");
    }

    @Test
    void listsAllColumnsWithoutAPlaceAndFirstOfALongFile() {
        String shoes =
                IntStream.range(0, 40).mapToObj("\"shoe %d\":1"::formatted).collect(Collectors.joining(","));
        String wide = printed(survey(Map.of(), "{\"email\":\"ada@example.com\",%s}".formatted(shoes)));

        assertThat(wide)
                .contains(
                        "Columns of the file: 41\n  shoe 0 → no place\n",
                        "  shoe 39 → no place\n  and 1 more, which have a place or are empty\n");

        String empty =
                IntStream.range(0, 40).mapToObj("\"box %d\":null"::formatted).collect(Collectors.joining(","));
        assertThat(printed(
                        survey(Map.of(), "{\"email\":\"ada@example.com\",%s,\"Your city\":\"Rome\"}".formatted(empty))))
                .contains(
                        "Columns of the file: 42\n  Your city → no place\n  email → email1\n  box 0 → empty",
                        "  box 27 → empty in every record\n  and 12 more, which have a place or are empty\n");
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
