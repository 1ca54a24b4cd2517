package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.KEY;
import static dev.keapsink.simulator.Account.json;
import static dev.keapsink.simulator.Account.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.simulator.CustomField.Option;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedCustomFieldsTest {
    private static final Behaviour OTHER = Behaviour.DEFAULT.with(
            Behaviour.YesNo.BOOLEAN,
            Behaviour.ListBox.COMMA,
            Behaviour.Date.DATE,
            Behaviour.Month.NAME,
            Behaviour.DayOfWeek.NAME);

    private static final Option EUROPE = Option.of("Europe", Option.of("Spain"), Option.of("France"));
    private static final Option ASIA = Option.of("Asia", Option.of("Japan"));

    private final Account account = new Account();
    private long ada;

    /** Every type has a field whose id is the type's place in the list. */
    @BeforeEach
    void setUp() {
        Stream.of(FieldType.values()).forEach(type -> account.simulator.addCustomField(field(type)));
        ada = account.contact("ada@example.org");
    }

    private static int id(FieldType type) {
        return List.of(FieldType.values()).indexOf(type);
    }

    private static CustomField field(FieldType type) {
        CustomField field = CustomField.of(id(type), "My " + type, type);
        return switch (type) {
            case DROPDOWN, RADIO, LIST_BOX -> field.choosing("Hot", "Cold");
            case DRILLDOWN -> field.choosing(EUROPE, ASIA);
            default -> field;
        };
    }

    private SimulatedReply write(FieldType type, String content) {
        return account.send(
                "PATCH",
                "/v1/contacts/" + ada,
                KEY,
                "{'custom_fields':[{'id':%d,'content':%s}]}".formatted(id(type), content));
    }

    private String stored(FieldType type) {
        for (JsonNode item : account.only().fields().path("custom_fields")) {
            if (item.path("id").asInt() == id(type)) {
                return item.path("content").toString().replace('"', '\'');
            }
        }
        return "";
    }

    @Test
    void describesFieldsAsV1Does() {
        JsonNode fields = json(account.get("/v1/contacts/model")).path("custom_fields");
        assertThat(fields).hasSize(24);

        JsonNode dropdown = fields.get(id(FieldType.DROPDOWN));
        assertThat(dropdown.toString())
                .isEqualTo(("{'id':6,'label':'My DROPDOWN','field_name':'_MyDROPDOWN','field_type':'Dropdown',"
                                + "'record_type':'CONTACT','default_value':null,"
                                + "'options':[{'id':'Hot','label':'Hot','options':[]},"
                                + "{'id':'Cold','label':'Cold','options':[]}]}")
                        .replace('\'', '"'));
        assertThat(fields.get(id(FieldType.DRILLDOWN))
                        .path("options")
                        .path(0)
                        .path("options")
                        .findValuesAsText("label"))
                .containsExactly("Spain", "France");
    }

    @Test
    void takesFieldsThatAreAddedWhileItRuns() {
        assertThat(message(account.put(upsertWith(99)))).isEqualTo("Custom field 99 does not exist");

        account.simulator.addCustomField(CustomField.of(99, "Lead Score", FieldType.TEXT));
        assertThat(account.put(upsertWith(99)).status()).isEqualTo(200);
        assertThat(json(account.get("/v1/contacts/model"))
                        .path("custom_fields")
                        .path(24)
                        .path("field_name")
                        .asText())
                .isEqualTo("_LeadScore");
    }

    private static String upsertWith(int id) {
        return "{'duplicate_option':'Email','email_addresses':[{'field':'EMAIL1','email':'ada@example.org'}],"
                + "'custom_fields':[{'id':" + id + ",'content':'x'}]}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TEXT | 'x' | 1",
                "TEXT_AREA | 'x' | true",
                "EMAIL | 'a' | 1",
                "WEBSITE | 'x' | ['x']",
                "PHONE_NUMBER | '1' | 1",
                "NAME | 'x' | {}",
                "SOCIAL_SECURITY_NUMBER | '123-45-6789' | 1",
                "STATE | 'x' | 1",
                "CURRENCY | 1.5 | '1.5'",
                "DECIMAL_NUMBER | -1 | '1'",
                "PERCENT | 12.5 | '12%'",
                "WHOLE_NUMBER | -7 | 7.5",
                "YEAR | 2026 | '2026'",
                "DROPDOWN | 'Hot' | 'hot'",
                "RADIO | 'Cold' | ['Cold']",
                "DRILLDOWN | 'Japan' | 'Asia'",
                "USER | 1 | 0",
                "DATE_TIME | '2026-01-31T10:00:00.000Z' | '2026-01-31'",
                "DATE | '2026-01-31T00:00:00.000Z' | '2026-01-31'",
                "MONTH | 12 | 13",
                "DAY_OF_WEEK | 7 | 8",
                "YES_NO | 0 | 2",
                "LIST_BOX | ['Hot','Cold'] | ['Hot','Warm']",
                "LIST_BOX | ['Hot'] | 'Hot'",
                "LIST_BOX | ['Hot'] | []",
                "USER_LIST_BOX | [1,2] | ['1']"
            })
    void takesWhatFitsTheTypeAndNothingElse(FieldType type, String right, String wrong) {
        assertThat(write(type, right).status()).isEqualTo(200);
        assertThat(write(type, wrong).status()).isEqualTo(400);
        assertThat(message(write(type, wrong))).startsWith("Custom field %d is invalid: content".formatted(id(type)));
        assertThat(stored(type)).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "YES_NO | false | 0",
                "LIST_BOX | 'Hot,Cold' | ['Hot','Cold']",
                "LIST_BOX | 'Hot' | 'Hot,Warm'",
                "USER_LIST_BOX | '1,2' | 'x'",
                "DATE | '2026-01-31' | '2026-01-31T00:00:00.000Z'",
                "MONTH | 'December' | 12",
                "DAY_OF_WEEK | 'Sunday' | 'sunday'"
            })
    void takesTheOtherEncodingsIfToldSo(FieldType type, String right, String wrong) {
        account.simulator.behave(OTHER);

        takesWhatFitsTheTypeAndNothingElse(type, right, wrong);
    }

    @Test
    void takesYesAndNoAsTextsIfToldSo() {
        account.simulator.behave(Behaviour.DEFAULT.with(Behaviour.YesNo.TEXT));

        takesWhatFitsTheTypeAndNothingElse(FieldType.YES_NO, "'No'", "1");
    }

    @Test
    void takesTextsOf65535CharactersAndNotOneMore() {
        assertThat(write(FieldType.TEXT_AREA, "'" + "x".repeat(65_535) + "'").status())
                .isEqualTo(200);
        assertThat(write(FieldType.TEXT_AREA, "'" + "x".repeat(65_536) + "'").status())
                .isEqualTo(400);
    }

    @Test
    void mergesByIdAndShowsItInBothVersions() {
        write(FieldType.TEXT, "'one'");
        write(FieldType.YES_NO, "1");
        write(FieldType.TEXT, "'two'");
        String address = "/v1/contacts/" + ada;

        assertThat(json(account.get(address)).has("custom_fields")).isFalse();
        assertThat(json(account.get(address + "?optional_properties=custom_fields"))
                        .path("custom_fields")
                        .toString())
                .isEqualTo("[{\"id\":16,\"content\":\"two\"},{\"id\":23,\"content\":1}]");
        assertThat(json(account.get("/v2/contacts?fields=custom_fields"))
                        .path("contacts")
                        .path(0)
                        .path("custom_fields")
                        .toString())
                .isEqualTo("[{\"id\":\"16\",\"content\":\"two\"},{\"id\":\"23\",\"content\":1}]");
    }

    @Test
    void clearsAFieldOfAnyTypeByAnEmptyText() {
        Stream.of(FieldType.TEXT, FieldType.YES_NO, FieldType.DROPDOWN).forEach(type -> {
            write(type, type == FieldType.YES_NO ? "1" : "'Hot'");
            assertThat(write(type, "null").status()).isEqualTo(400);
            assertThat(write(type, "''").status()).isEqualTo(200);
            assertThat(stored(type)).isEmpty();
        });
    }

    @Test
    void clearsByNullIfToldSoAndThenStoresAnEmptyText() {
        account.simulator.behave(Behaviour.DEFAULT.with(Behaviour.Clearing.NULL));
        write(FieldType.YES_NO, "1");
        write(FieldType.TEXT, "'x'");

        assertThat(write(FieldType.YES_NO, "''").status()).isEqualTo(400);
        assertThat(write(FieldType.YES_NO, "null").status()).isEqualTo(200);
        assertThat(stored(FieldType.YES_NO)).isEmpty();
        assertThat(write(FieldType.TEXT, "''").status()).isEqualTo(200);
        assertThat(stored(FieldType.TEXT)).isEqualTo("''");
    }

    @Test
    void findsFaultWithAFieldThatIsSentTwice() {
        account.send(
                "PATCH",
                "/v1/contacts/" + ada,
                KEY,
                "{'custom_fields':[{'id':16,'content':'a'},{'id':16,'content':'b'}]}");

        assertThat(RequestModel.problems(account.simulator.calls().getLast()))
                .containsExactly("PATCH /v1/contacts/" + ada + ": custom_fields fills 16 more than once");
    }

    @Test
    void knowsEveryTypeOfV1() {
        List<String> types =
                Arrays.stream(FieldType.values()).map(FieldType::v1).toList();

        assertThat(Set.copyOf(types)).hasSize(24).contains("ListBox", "UserListBox", "SocialSecurityNumber");
    }
}
