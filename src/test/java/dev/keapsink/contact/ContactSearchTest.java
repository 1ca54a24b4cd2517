package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
import dev.keapsink.object.Change;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.memory.SimulatedAccount;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Encoding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Keap answers to a filter is compared again: it may match more loosely than it says. */
class ContactSearchTest {

    private static final int NOTATIONS = 8;

    private final SimulatedAccount account = new SimulatedAccount();
    private final ContactSearch search = new ContactSearch(
            account.client,
            new ContactWriter.Rules(MatchRule.EMAIL, Encoding.DEFAULT, Conventions.NONE),
            SimulatedAccount.TIMEOUT);

    private List<Long> find(Change change) {
        return search.find(change, ContactSearch.Depth.KEY, account.deadline()).stream()
                .map(ExistingObject::id)
                .toList();
    }

    private List<Long> find(String json) {
        return find(Changes.of(json));
    }

    private void answerNext(String contacts) {
        account.answerNext("GET", "/v2/contacts", 200, "{'contacts':[" + contacts + "],'next_page_token':''}");
    }

    private String filter() {
        return account.keap.calls().getLast().query().get("filter").getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "'email':'ada@example.com'          | true",
                "'email':' ADA@Example.com '        | true",
                "'email':'ada@example.com.au'       | false",
                "'email':'xada@example.com'         | false",
                "'email':''                         | false",
                "'field':'EMAIL1'                   | false"
            })
    void addressMustBeTheSameButForItsCase(String item, boolean found) {
        answerNext("{'id':'7','email_addresses':[{'email':'other@example.com'},{" + item + "}]}");

        assertThat(find("{'email':'Ada@Example.com'}")).hasSize(found ? 1 : 0);
        assertThat(filter()).isEqualTo("email==ada@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "'given_name':'ada','family_name':' BYRON' | true",
                "'given_name':'Ada','family_name':'King'   | false",
                "'given_name':'Ada'                        | false",
                "'given_name':null,'family_name':'Byron'   | false",
                "'given_name':'Byron','family_name':'Ada'  | false"
            })
    void bothNamesMustBeTheSameIfTheRuleSaysSo(String names, boolean found) {
        answerNext("{'id':'7','email_addresses':[{'email':'ada@example.com'}]," + names + "}");
        Change change = Changes.of(
                MatchRule.EMAIL_AND_NAME, "{'email':'ada@example.com','first_name':'Ada','last_name':'Byron'}");

        assertThat(find(change)).hasSize(found ? 1 : 0);
    }

    @Test
    void recordWithoutNamesMeansAContactWithoutNames() {
        Change change = Changes.of(MatchRule.EMAIL_AND_NAME, "{'email':'ada@example.com'}");
        answerNext("{'id':1,'given_name':'Ada','email_addresses':[{'email':'ada@example.com'}]},"
                + "{'id':2,'given_name':null,'email_addresses':[{'email':'ada@example.com'}]}");

        assertThat(find(change)).containsExactly(2L);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "'number':'(555) 123-4567'   | true",
                "'number':'5551234567'       | true",
                "'number':'+1 555 123 4567'  | false",
                "'number':'555123456'        | false",
                "'number':''                 | false"
            })
    void phoneMustHaveTheSameDigits(String item, boolean found) {
        answerNext("{'id':7,'phone_numbers':[{" + item + "}]}");

        assertThat(find("{'phone':'555-123-4567'}")).hasSize(found ? 1 : 0);
        assertThat(filter()).isEqualTo("phone_number==555-123-4567;phone_fields==PHONE1,PHONE2,PHONE3,PHONE4,PHONE5");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "'AT' | '030 123456'    | DEU  | false",
                "'AT' | '+43 30 123456' | DEU  | true",
                "'DE' | '030 123456'    | DEU  | true",
                "'DE' | '030 123456'    |      | true",
                "''   | '030 123456'    | DEU  | true",
                "''   | '030 123456'    |      | true",
                "''   | '+49 30 123456' | DEU  | false"
            })
    void numberOnFileIsDialledInTheCountryOfItsContact(String country, String number, String onFile, boolean found) {
        String addresses = onFile == null ? "" : ",'addresses':[{'field':'BILLING','country_code':'" + onFile + "'}]";
        String contact = "{'id':7,'phone_numbers':[{'field':'PHONE1','number':" + number + "}]" + addresses + "}";
        for (int i = 0; i < NOTATIONS; i++) {
            answerNext(contact);
        }

        assertThat(find("{'phone':'030 123456','country':" + country + "}")).hasSize(found ? 1 : 0);
    }

    /** A filter of another syntax may find nobody, or everybody. */
    @ParameterizedTest
    @ValueSource(strings = {"ada=1@example.com", "ada*@example.com", "ada;1@example.com", "ada,1@example.com"})
    void addressThatCannotBeSearchedForIsInvalid(String email) {
        assertThatThrownBy(() -> find(Changes.of(ContactKeys.byEmail(email, ""), Map.of("email1", email))))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection().field()).isEqualTo("email1"));
        assertThat(account.calls()).isEmpty();
    }

    /** A filter that such a number breaks finds nothing, and every delivery would make another contact. */
    @ParameterizedTest
    @ValueSource(strings = {"555-0001;ext=2", "555-0001, 2", "555*0100", "555=0001"})
    void numberThatCannotBeSearchedForIsInvalid(String phone) {
        assertThatThrownBy(() -> find(Changes.of(ContactKeys.byPhone("5550001"), Map.of("phone1", phone))))
                .isInstanceOf(InvalidValue.class);
        assertThat(account.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403, permission", "404, searching for contacts"})
    void searchThatIsNotToBeHadSaysSo(int status, String advice) {
        account.answerNext("GET", "/v2/contacts", status, "{'code':%d,'message':'no','status':'X'}".formatted(status));

        assertThatThrownBy(() -> find("{'email':'ada@example.com'}"))
                .isInstanceOfSatisfying(
                        KeapFailure.Answered.class,
                        answered -> assertThat(answered.purpose())
                                .isEqualTo(Purpose.of(Endpoint.SEARCH, ObjectType.CONTACTS)))
                .hasMessageContaining(advice);
    }

    @Test
    void searchThatKeapRefusesStaysRefused() {
        account.answerNext("GET", "/v2/contacts", 400, "{'message':'no'}");

        assertThatThrownBy(() -> find("{'email':'ada@example.com'}")).isInstanceOf(KeapFailure.Refused.class);
    }

    @Test
    void findsEveryContactOnceAndNoneWithoutAnId() {
        String item = ",'email_addresses':[{'email':'ada@example.com'}]}";
        answerNext("{'id':'7'" + item + ",{'id':8" + item + ",{'id':'7'" + item + ",{'id':'x'" + item + ",{'id':null"
                + item);

        assertThat(find("{'email':'ada@example.com'}")).containsExactly(7L, 8L);
    }

    @Test
    void findsNobody() {
        assertThat(find("{'email':'ada@example.com'}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{'contacts':null}", "{'contacts':{}}", "<html></html>"})
    void answerWithoutAListIsNotTheSameAsNobody(String body) {
        account.answerNext("GET", "/v2/contacts", 200, body);

        assertThatThrownBy(() -> find("{'email':'ada@example.com'}")).isInstanceOf(KeapFailure.Unclear.class);
    }
}
