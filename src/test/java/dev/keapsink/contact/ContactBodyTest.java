package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.object.Change;
import dev.keapsink.value.Encoding;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactBodyTest {

    private static String body(Change change, MatchRule rule) throws JsonProcessingException {
        return new ObjectMapper()
                .writeValueAsString(ContactBody.of(change, rule, Encoding.DEFAULT))
                .replace('"', '\'');
    }

    private static String body(String json) throws JsonProcessingException {
        return body(Changes.of(json), null);
    }

    @Test
    void writesEveryFieldInKeapsTerms() throws JsonProcessingException {
        Change change = Changes.of("{'email':'Ada@example.com','email2':'b@example.com','email3':'c@example.com',"
                        + "'phone':'555-0001','phone2':'555-0002','phone3':'555-0003','phone4':'555-0004','phone5':'555-0005','first_name':'Ada',"
                        + "'last_name':'Byron','middle_name':'K','job_title':'Countess','website':'ada.example',"
                        + "'birthday':'1815-12-10','street':'Main St 1','address2':'Flat 2','city':'Phoenix','state':'az',"
                        + "'zip':85001,'country':'us','opt_in_reason':'asked'}")
                .with(Map.of(ContactFields.CONTACT_TYPE, ContactTypes.value("Lead")));

        assertThat(body(change, MatchRule.EMAIL_AND_NAME))
                .isEqualTo(
                        "{'duplicate_option':'EmailAndName','given_name':'Ada','family_name':'Byron',"
                                + "'middle_name':'K','job_title':'Countess','website':'ada.example',"
                                + "'birthday':'1815-12-10T00:00:00.000Z','opt_in_reason':'asked',"
                                + "'email_addresses':[{'field':'EMAIL1','email':'Ada@example.com'},"
                                + "{'field':'EMAIL2','email':'b@example.com'},{'field':'EMAIL3','email':'c@example.com'}],"
                                + "'phone_numbers':[{'field':'PHONE1','number':'555-0001'},{'field':'PHONE2','number':'555-0002'},"
                                + "{'field':'PHONE3','number':'555-0003'},{'field':'PHONE4','number':'555-0004'},"
                                + "{'field':'PHONE5','number':'555-0005'}],"
                                + "'addresses':[{'field':'BILLING','line1':'Main St 1','line2':'Flat 2',"
                                + "'locality':'Phoenix','region':'US-AZ','postal_code':'85001','country_code':'USA'}],'contact_type':'Lead'}");
    }

    @Test
    void writesNothingEmpty() throws JsonProcessingException {
        assertThat(body(Changes.of("{'email':'ada@example.com','first_name':'','city':null}"), MatchRule.EMAIL))
                .isEqualTo("{'duplicate_option':'Email',"
                        + "'email_addresses':[{'field':'EMAIL1','email':'ada@example.com'}]}");
    }

    @Test
    void plainWriteHasNoDuplicateOption() throws JsonProcessingException {
        assertThat(body("{'phone':'555-0100'}"))
                .isEqualTo("{'phone_numbers':[{'field':'PHONE1','number':'555-0100'}]}");
    }

    @Test
    void slotsKeepTheirNumbersWhenOneIsLeftOut() throws JsonProcessingException {
        assertThat(body("{'email':'a@example.com','email3':'c@example.com'}"))
                .contains("'field':'EMAIL3','email':'c@example.com'")
                .doesNotContain("EMAIL2");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "'state':'AZ','country':'USA'      | 'region':'US-AZ','country_code':'USA'",
                "'state':'Arizona','country':'USA' | 'region':'Arizona','country_code':'USA'",
                "'state':'ON','country':'Canada'   | 'region':'CA-ON','country_code':'CAN'",
                "'state':'BY','country':'DE'       | 'region':'BY','country_code':'DEU'",
                "'country':'US'                    | 'country_code':'USA'",
                "'city':'Rome'                     | 'locality':'Rome'"
            })
    void writesRegionsWithTheCountryTheyNeed(String fields, String address) throws JsonProcessingException {
        assertThat(body("{'phone':'555-0100'," + fields + "}"))
                .endsWith("'addresses':[{'field':'BILLING'," + address + "}]}");
    }
}
