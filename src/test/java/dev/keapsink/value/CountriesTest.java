package dev.keapsink.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountriesTest {

    @ParameterizedTest
    @CsvSource({
        "US, USA",
        "us, USA",
        "USA, USA",
        "usa, USA",
        "United States, USA",
        "UNITED STATES, USA",
        "CA, CAN",
        "Canada, CAN",
        "GB, GBR",
        "United Kingdom, GBR",
        "Germany, DEU",
        "South Korea, KOR",
        "' Italy ', ITA"
    })
    void knowsCodesAndEnglishNames(String country, String expected) {
        assertThat(Countries.alpha3(country)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "XX", "ZZZ", "Atlantis", "Deutschland", "840"})
    void knowsNoOthers(String country) {
        assertThat(Countries.alpha3(country)).isEmpty();
    }

    @Test
    void knowsEveryIsoCountry() {
        assertThat(Locale.getISOCountries())
                .allSatisfy(code -> assertThat(Countries.alpha3(code))
                        .hasValueSatisfying(
                                alpha3 -> assertThat(Countries.alpha3(alpha3)).hasValue(alpha3)));
    }

    @ParameterizedTest
    @CsvSource({
        "AZ, USA, US-AZ",
        "az, USA, US-AZ",
        "ON, CAN, CA-ON",
        "US-AZ, USA, US-AZ",
        "Arizona, USA, Arizona",
        "AZ, DEU, AZ",
        "A1, USA, A1",
        "A, USA, A",
        "ABC, USA, ABC",
        "BY, DEU, BY"
    })
    void putsTheCountryBeforeABareStateOfTwoLetters(String region, String country, String expected) {
        assertThat(Countries.region(region, country)).isEqualTo(expected);
    }
}
