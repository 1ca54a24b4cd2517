package dev.keapsink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {

    private static final List<String> FIELDS = List.of("phone2", "phone1", "given_name", "fax1", "birthday");

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "given_nam, given_name",
                "GIVEN_NAME, given_name",
                "givenname, given_name",
                "birthdate, birthday",
                "phone, phone1",
                "phone3, phone1",
                "fax, fax1",
                "a_given_name, given_name",
                "x, none",
                "postal, none",
                "'', none"
            })
    void findsWhatSomebodyMayHaveMeant(String text, String expected) {
        assertThat(DidYouMean.to(text, FIELDS)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void findsNothingAmongNothing() {
        assertThat(DidYouMean.to("phone", List.of())).isEmpty();
    }
}
