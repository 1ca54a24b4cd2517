package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnmappedAddressTest {

    private static ObjectNode json(String json) throws JsonProcessingException {
        return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'after':{'email':'ada@example.com'}} | There is one at /after/email: a mapping can take it.",
                "{'a':{'b':[{'x':1},'ada@example.com']}} | There is one at /a/b/1: a mapping can take it.",
                "{'work e-mail':'ada@example.com','b':{'c':'bob@example.com','d':'eve@example.com'}} | There is one at /work e-mail, and one at /b/c: a mapping can take them.",
                "{'a/b':{'c':'ada@example.com'},'x':{'y':'ada@example.com'}} | There is one at /x/y: a mapping can take it.",
                "{'after':{'phone_number':'+1 617 555 0100'}} | There is a phone number at /after/phone_number: a mapping can take it.",
                "{'customer':{'phones':[{'number':6175550100}],'Tel':'617-555-0101'}} | There is a phone number at /customer/Tel, and one at /customer/phones/0/number: a mapping can take them.",
                "{'contacts':[{'email':'ada@example.com'},{'email':'bob@example.com'}],'count':2} | There are records in the list /contacts: send each as one of its own. jq -c '.contacts[]' takes them out of a file.",
                "{'answer':{'results':[{'person':{'phone':'+1 617 555 0100'}}]}} | There are records in the list /answer/results: send each as one of its own. jq -c '.answer.results[]' takes them out of a file.",
                "{'answers':[{'email':'ada@example.com'}]} | There is one at /answers/0/email: a mapping can take it.",
                "{'after':{'phone':'+1 617 555 0100','email':'ada@example.com'}} | There is one at /after/email: a mapping can take it.",
                "{'a':{'phone':'n/a','phone_verified':true,'id':6175550100,'hotel':'617-555-0101'}} | ~~",
                "{'bob@example.com':'ada@example.com'} | ~~",
                "{'15551234567':{'e':'ada@example.com'}} | ~~",
                "{'note':'write to ada@example.com','n':5} | ~~",
                "{} | ~~"
            })
    void tellsThePlacesNearestToTheTop(String data, String hint) throws JsonProcessingException {
        assertThat(UnmappedAddress.hint(List.of(json(data))).strip()).isEqualTo(hint);
    }

    @Test
    void looksAroundTheDataToo() throws JsonProcessingException {
        assertThat(UnmappedAddress.hint(List.of(json("{'a':1}"), json("{'meta':{'user':'ada@example.com'}}"))))
                .contains("/meta/user:");
    }

    @Test
    void isToldByTheRejectionAndNeverTheAddressItself() {
        var rejection = Changes.rejection("{'after':{'email':'ada@example.com'}}");

        assertThat(rejection.reason()).isEqualTo(Reason.NO_MATCH_KEY);
        assertThat(rejection.detail()).contains("There is one at /after/email").doesNotContain("ada");
    }

    @Test
    void takesNoTimeWhateverTheRecordHolds() throws JsonProcessingException {
        ObjectNode wide = json("{}");
        for (int i = 0; i < 50_000; i++) {
            wide.put("k" + i, "x".repeat(100) + "@");
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThat(UnmappedAddress.hint(List.of(wide))).isEmpty());
    }
}
