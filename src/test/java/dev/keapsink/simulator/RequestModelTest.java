package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.KEY;
import static dev.keapsink.simulator.Account.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestModelTest {
    private static final String NOT_CONVERTIBLE = "Input could not be converted to a valid request";
    private static final String ADA = "'email_addresses':[{'field':'EMAIL1','email':'ada@example.org'}]";

    private final Account account = new Account();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'foo':1 | Unrecognized property: foo",
                "'id':1 | Unrecognized property: id",
                "'company':{'company_name':'x'} | Unrecognized property: company_name",
                "'phone_numbers':[{'field':'PHONE1','nr':'1'}] | Unrecognized property: nr",
                "'duplicate_option':'Email' | Unrecognized property: duplicate_option",
                "'tag_ids':[1] | Tags can't be added or removed through this object",
                "'given_name':1 | " + NOT_CONVERTIBLE,
                "'given_name':null | " + NOT_CONVERTIBLE,
                "'owner_id':'1' | " + NOT_CONVERTIBLE,
                "'addresses':{} | " + NOT_CONVERTIBLE,
                "'anniversary':'2026-02-30T00:00:00Z' | " + NOT_CONVERTIBLE,
                "'birthday':null | " + NOT_CONVERTIBLE,
                "'addresses':[{'field':'BILLING','line1':null}] | " + NOT_CONVERTIBLE,
                "'addresses':[{'field':''}] | " + NOT_CONVERTIBLE,
                "'addresses':'' | " + NOT_CONVERTIBLE,
                "'custom_fields':[{'id':1}] | Missing property: content",
                "'custom_fields':[{'content':'x'}] | Missing property: id",
                "'custom_fields':[{'id':'1','content':'x'}] | " + NOT_CONVERTIBLE,
                "'birthday':'1815-12-10' | " + NOT_CONVERTIBLE,
                "'source_type':'LANDING_PAGE' | " + NOT_CONVERTIBLE,
                "'social_accounts':[{'type':'LINKED_IN'}] | " + NOT_CONVERTIBLE,
                "'phone_numbers':[{'field':'PHONE6','number':'1'}] | " + NOT_CONVERTIBLE,
                "'fax_numbers':[{'field':'FAX3','number':'1'}] | " + NOT_CONVERTIBLE,
                "'addresses':[{'field':'HOME'}] | " + NOT_CONVERTIBLE,
                "'addresses':[{'line1':'x'}] | Missing property: field",
                "'origin':{} | Missing property: ip_address",
                "'addresses':[{'field':'BILLING','region':'Arizona'}] | COUNTRY CODE needed if Region Exists",
                "'addresses':[{'field':'BILLING','country_code':'US'}] | BILLING COUNTRY CODE is invalid",
                "'addresses':[{'field':'BILLING','country_code':'USA','region':'AZ'}] | BILLING Region is invalid",
                "'addresses':[{'field':'OTHER','country_code':'CAN','region':'US-AZ'}] | OTHER Region is invalid",
                "'addresses':[{'field':'BILLING','zip_code':'1','postal_code':'1'}] | BILLING ZIP CODE is invalid",
                "'addresses':[{'field':'BILLING','zip_four':'1','postal_code':'1'}] | BILLING ZIP FOUR is invalid",
            })
    void refusesWhatKeapRefuses(String property, String expected) {
        SimulatedReply reply = account.post("/v1/contacts", "{" + ADA + "," + property + "}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(message(reply)).isEqualTo(expected);
        assertThat(problems()).isNotEmpty();
        assertThat(account.simulator.contacts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'given_name':''",
                "'anniversary':'2026-02-28'",
                "'birthday':'1815-12-10T00:00:00.000Z'",
                "'source_type':'LANDINGPAGE'",
                "'addresses':[{'field':'BILLING','country_code':'USA','region':'US-AZ','zip_code':'1','zip_four':'2'}]",
                "'addresses':[{'field':'SHIPPING','country_code':'DEU','region':'Bayern','postal_code':'80331'}]",
                "'phone_numbers':[{'field':'PHONE5','number':'1','extension':'2','type':'Work','number_e164':'+1'}]",
            })
    void acceptsWhatKeapDeclares(String property) {
        assertThat(account.post("/v1/contacts", "{" + ADA + "," + property + "}")
                        .status())
                .isEqualTo(201);
        assertThat(problems()).isEmpty();
    }

    @Test
    void takesEveryPropertyThatKeapDeclares() {
        account.simulator.addCustomField(CustomField.of(1, "Lead Score", FieldType.WHOLE_NUMBER));
        String everything = "{'duplicate_option':'Email','given_name':'a','family_name':'a','middle_name':'a',"
                + "'preferred_name':'a','prefix':'a','suffix':'a','job_title':'a','spouse_name':'a','website':'a',"
                + "'time_zone':'a','preferred_locale':'en_US','contact_type':'Lead','opt_in_reason':'a',"
                + "'anniversary':'2026-01-31','birthday':'1815-12-10T00:00:00.000Z','owner_id':1,'lead_source_id':1,"
                + "'source_type':'API','company':{'id':1},'origin':{'ip_address':'192.0.2.1'},"
                + "'email_addresses':[{'field':'EMAIL3','email':'a@example.org'}],"
                + "'phone_numbers':[{'field':'PHONE4','number':'1','extension':'1','type':'Work','number_e164':'1'}],"
                + "'fax_numbers':[{'field':'FAX2','number':'1','type':'Work'}],"
                + "'addresses':[{'field':'OTHER','line1':'a','line2':'a','locality':'a','region':'US-AZ',"
                + "'country_code':'USA','zip_code':'1','zip_four':'1'},{'field':'SHIPPING','postal_code':'1'}],"
                + "'social_accounts':[{'name':'a','type':'Pinterest'}],"
                + "'custom_fields':[{'id':1,'content':7}]}";

        SimulatedReply reply = account.put(everything);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(problems()).isEmpty();
        Set<String> declared = new HashSet<>(ContactShapes.UPSERT.properties().keySet());
        declared.removeAll(Set.of("duplicate_option", "tag_ids"));
        assertThat(account.only().fields().fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(declared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{} {}", "{'given_name':'a','given_name':'b'}"})
    void refusesABodyThatIsNoSingleObject(String body) {
        SimulatedReply reply = account.post("/v1/contacts", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(message(reply)).isEqualTo(NOT_CONVERTIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'email_addresses':[]}",
                "{'email_addresses':[{'field':'EMAIL1'}]}",
                "{'email_addresses':[{'field':'EMAIL1','email':' '}],'phone_numbers':[{'field':'PHONE1','number':'1'}]}",
                "{'phone_numbers':[{'field':'PHONE1','number':''}]}"
            })
    void refusesANewContactThatCannotBeReached(String body) {
        assertThat(account.post("/v1/contacts", body).status()).isEqualTo(400);
    }

    @Test
    void letsAPatchLeaveOutEmailAndPhone() {
        long id = account.contact("ada@example.org");

        assertThat(account.send("PATCH", "/v1/contacts/" + id, KEY, "{'given_name':'Ada'}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'duplicate_option':'Phone',", "'duplicate_option':'EMAIL',"})
    void refusesAnUpsertWithoutAKnownDuplicateOption(String option) {
        assertThat(account.put("{" + option + ADA + "}").status()).isEqualTo(400);
    }

    @Test
    void findsFaultWithWhatKeapSilentlyLetsPass() {
        account.get("/v2/contacts?filtre=email==a@x.org");
        account.post(
                "/v1/contacts", "{'phone_numbers':[{'field':'PHONE1','number':'1'},{'field':'PHONE1','number':'2'}]}");
        account.get("/v1/nowhere");

        assertThat(account.simulator.calls()).extracting(Call::status).containsExactly(200, 201, 404);
        assertThat(problems())
                .containsExactly(
                        "GET /v2/contacts: query has the unknown parameter filtre",
                        "POST /v1/contacts: phone_numbers fills PHONE1 more than once",
                        "GET /v1/nowhere: path is not known");
    }

    @Test
    void refusesQueriesOfTheWrongKind() {
        assertThat(account.get("/v1/tags?limit=many").status()).isEqualTo(400);
        assertThat(account.get("/v1/contacts?optional_properties=tags").status())
                .isEqualTo(400);
        assertThat(account.get("/v2/contacts?fields=id,emails").status()).isEqualTo(400);
        assertThat(account.delete("/v1/tags/1/contacts").status()).isEqualTo(400);
        assertThat(account.delete("/v1/tags/1/contacts?ids=").status()).isEqualTo(400);
        assertThat(account.send("GET", "/v1/tags", KEY, "{}").status()).isEqualTo(400);
    }

    @Test
    void takes100IdsAtOnceAndNotOneMore() {
        assertThat(account.post("/v1/tags/1/contacts", "{'ids':[" + ids(100) + "]}")
                        .status())
                .isEqualTo(200);
        assertThat(account.post("/v1/tags/1/contacts", "{'ids':[" + ids(101) + "]}")
                        .status())
                .isEqualTo(400);
        assertThat(account.post("/v1/tags/1/contacts", "{'contact_ids':[1]}").status())
                .isEqualTo(400);
        assertThat(account.post("/v1/contacts/1/tags", "{'ids':[1]}").status()).isEqualTo(400);
        assertThat(account.delete("/v1/contacts/1/tags?ids=" + ids(101)).status())
                .isEqualTo(400);
    }

    @Test
    void holdsNoOperationThatTheSimulatorCannotAnswer() {
        for (Operation operation : RequestModel.operations()) {
            String target = operation.path().toString().replace("{id}", "1");
            String ids = operation.requiredQuery().isEmpty() ? "" : "?ids=1";
            String body = operation.body().isEmpty() ? "" : "{" + ADA + "}";

            assertThat(account.send(operation.method(), target + ids, KEY, body).status())
                    .as(operation.method() + " " + target)
                    .isIn(200, 201, 204, 400, 404);
        }
    }

    private List<String> problems() {
        return account.simulator.calls().stream()
                .flatMap(call -> RequestModel.problems(call).stream())
                .toList();
    }

    private static String ids(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(String::valueOf).collect(Collectors.joining(","));
    }
}
