package dev.keapsink.value;

import static dev.keapsink.value.Values.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hashes are fixed for ever: another hash of an old key would make a second object of it. */
class StoredKeyTest {

    private static final String DATA = "{'title':'Call','price':12.5,'tags':[1,2.0,null],'at':{'y':true,'x':''}}";

    @ParameterizedTest
    @ValueSource(
            strings = {"4711", "a", "Order_7.2-b", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_."})
    void aShortPlainKeyIsStoredAsItIs(String key) {
        assertThat(StoredKey.of(key)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "'order 7', 0fc89f8ae19394b48debd6353bb9ad33",
        "a;b, 5719af18823567701f70e9f302f75d96",
        "Zoë, c6a12698582fc1104ea24107a2d72681",
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.-, 00214c669735a1866c0b0c795374b5ce"
    })
    void anyOtherKeyIsStoredAsAHash(String key, String expected) {
        assertThat(StoredKey.of(key)).isEqualTo(expected);
    }

    @Test
    void aRecordWithoutAKeyHasTheHashOfItsData() {
        assertThat(ofData(DATA)).isEqualTo("66fa3f8da2a70f8332d429ff49b042d0");
        assertThat(ofData("{}")).isEqualTo("44136fa355b3678a1146ad16f7e8649e");
        assertThat(ofData("{'a':100}")).isEqualTo("f0015e5829a1311e9b61ef10cb18c6e7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'a':1,'b':2} | { 'b' : 2 , 'a' : 1 }",
                "{'a':1} | {'a':1.0}",
                "{'a':100} | {'a':1e2}",
                "{'a':0} | {'a':-0.0}",
                "{'a':1.50} | {'a':1.5}",
                "{'a':[{'b':1,'c':2}]} | {'a':[{'c':2.00,'b':1}]}",
                "{'a':12345678901234567890} | {'a':12345678901234567890}",
                "{'a':1e999} | {'a':1e999}",
                "{'a':1,'_airbyte_extracted_at':1,'_ab_cdc_lsn':7} | {'a':1,'_sdc_sequence':2,'__lsn':3}"
            })
    void theSameDataHasTheSameKey(String one, String other) {
        assertThat(ofData(one)).isEqualTo(ofData(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'a':1} | {'a':'1'}",
                "{'a':1} | {'b':1}",
                "{'a':1,'_id':1} | {'a':1,'_id':2}",
                "{'a':{'__b':1}} | {'a':{'__b':2}}",
                "{'a':[1,2]} | {'a':[2,1]}",
                "{'a':null} | {}",
                "{'a':true} | {'a':'true'}",
                "{'a':{'b':1}} | {'a':'{\\'b\\':1}'}"
            })
    void otherDataHasAnotherKey(String one, String other) {
        assertThat(ofData(one)).isNotEqualTo(ofData(other));
    }

    private static String ofData(String data) {
        return StoredKey.ofData((ObjectNode) json(data));
    }
}
