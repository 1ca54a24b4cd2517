package dev.keapsink.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Hong Kong | HKG",
                "Hong Kong SAR China | HKG",
                "Macau | MAC",
                "Macao | MAC",
                "Czech Republic | CZE",
                "Czechia | CZE",
                "Bosnia and Herzegovina | BIH",
                "Bosnia & Herzegovina | BIH",
                "Trinidad and Tobago | TTO",
                "Myanmar | MMR",
                "Burma | MMR",
                "Viet Nam | VNM",
                "Vietnam | VNM",
                "Russian Federation | RUS",
                "The Netherlands | NLD",
                "Holland | NLD",
                "Cote d'Ivoire | CIV",
                "Côte d'Ivoire | CIV",
                "Côte d’Ivoire | CIV",
                "Ivory Coast | CIV",
                "North Korea | PRK",
                "Korea | KOR",
                "Korea, Republic of | KOR",
                "England | GBR",
                "Scotland | GBR",
                "Wales | GBR",
                "Northern Ireland | GBR",
                "Cape Verde | CPV",
                "Cabo Verde | CPV",
                "Swaziland | SWZ",
                "Eswatini | SWZ",
                "Turkey | TUR",
                "Türkiye | TUR",
                "U.S. | USA",
                "U.S.A. | USA",
                "the USA | USA",
                "The United States of America | USA",
                "U.K. | GBR",
                "United Arab Emirates | ARE",
                "Curacao | CUW",
                "St. Lucia | LCA",
                "Saint Lucia | LCA",
                "Congo | COG",
                "DR Congo | COD",
                "Democratic Republic of the Congo | COD",
                "The Gambia | GMB",
                "Bahamas | BHS",
                "North Macedonia | MKD",
                "Macedonia | MKD",
                "Palestine | PSE",
                "Reunion | REU",
                "Georgia | GEO",
                "Guinea | GIN",
                "Guinea-Bissau | GNB"
            })
    void knowsNamesInWideUse(String country, String expected) {
        assertThat(Countries.alpha3(country)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "The", "SAR China", "Saint", "XX", "ZZZ", "Atlantis", "Deutschland", "840"})
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
        "us-az, USA, US-AZ",
        "Us-Az, USA, US-AZ",
        "ca-on, CAN, CA-ON",
        "us-az, CAN, us-az",
        "us-, USA, us-",
        "us-ariz, USA, us-ariz",
        "ß, USA, ß",
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

    @Test
    void wordsForNothingAreNoCodes() {
        for (String none : new String[] {"n/a", "N/A", "na", "no", "No", "-", "none", "unknown"}) {
            assertThat(Countries.alpha3(none)).isEmpty();
        }
        assertThat(Countries.alpha3("NA")).contains("NAM");
        assertThat(Countries.alpha3("NO")).contains("NOR");
        assertThat(Countries.alpha3("de")).contains("DEU");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "az, USA, US-AZ, none",
                "US-AZ, '', US-AZ, none",
                "on, CAN, CA-ON, none",
                "IN-MH, IND, IN-MH, none",
                "GB-ENG, GBR, GB-ENG, none",
                "Arizona, USA, none, Arizona",
                "AZ, '', none, AZ",
                "Bayern, DEU, none, Bayern"
            })
    void newerInterfaceTakesCodesAndNamesApart(String region, String country, String code, String name) {
        ObjectNode address =
                JsonNodeFactory.instance.objectNode().put("region", "x").put("region_code", "y");

        Countries.putRegion(address, region, country);

        assertThat(address.path("region_code").asText(null)).isEqualTo(code);
        assertThat(address.path("region").asText(null)).isEqualTo(name);
    }
}
