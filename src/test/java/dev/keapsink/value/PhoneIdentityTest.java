package dev.keapsink.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneIdentityTest {

    private static final Optional<String> NOWHERE = Optional.empty();

    private static final Optional<String> US = Optional.of("US");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(617) 555-0100",
                "617.555.0100",
                "617-555-0100",
                "6175550100",
                "1 617 555 0100",
                "16175550100",
                "+1 617 555 0100",
                "+1 (617) 555-0100",
                "001 617 555 0100",
                "011 1 617 555 0100",
                "tel:+1-617-555-0100",
                "\uFF0B\uFF11 \uFF16\uFF11\uFF17 \uFF15\uFF15\uFF15 \uFF10\uFF11\uFF10\uFF10"
            })
    void notationsOfOneNumberAreOneWhereItIsDialled(String number) {
        assertThat(PhoneIdentity.of(number, US)).isEqualTo("+16175550100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "020 7946 0001 | GB | +442079460001",
                "+44 (0)20 7946 0001 | GB | +442079460001",
                "+44 (0)20 7946 0001 | US | +442079460001",
                "0044 20 7946 0001 | GB | +442079460001",
                "0044 20 7946 0001 | US | +442079460001",
                "0044 20 7946 0001 | | +442079460001",
                "+44 20 7946 0001 | | +442079460001",
                "442079460001 | GB | +442079460001",
                "06 12 34 56 78 | FR | +33612345678",
                "0151 12345678 | DE | +4915112345678",
                "06 698 12345 | IT | +390669812345"
            })
    void everyCountryHasItsOwnNotations(String number, String country, String digits) {
        assertThat(PhoneIdentity.of(number, Optional.ofNullable(country))).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(617) 555-0100 | | 6175550100",
                "020 7946 0001 | | 02079460001",
                "555-0100 | US | 5550100",
                "020 7946 0001 | US | 02079460001",
                "123456789012345 | US | 123456789012345",
                "+999 1234567 | US | +9991234567",
                "00 12 34 56 78 | | 0012345678",
                "n/a | US | ''",
                "(617) 555-0100 | ZZ | 6175550100",
                "(617) 555-0100 | AQ | 6175550100"
            })
    void whatIsNoNumberThereKeepsItsDigits(String number, String country, String digits) {
        assertThat(PhoneIdentity.of(number, Optional.ofNullable(country))).isEqualTo(digits);
    }

    @Test
    void extensionsTellPeopleOfOneOfficeApart() {
        assertThat(Stream.of("617-555-0100 x5", "+1 617 555 0100 ext. 5", "(617) 555-0100, extension 5")
                        .map(number -> PhoneIdentity.of(number, US)))
                .containsOnly("+16175550100x5");
        assertThat(PhoneIdentity.of("617-555-0100 x6", US)).isEqualTo("+16175550100x6");
        assertThat(PhoneIdentity.of("617-555-0100 x5", NOWHERE)).isEqualTo("6175550100x5");
        assertThat(PhoneIdentity.of("tel:+1-617-555-0100;ext=5", NOWHERE)).isEqualTo("+16175550100x5");
        assertThat(PhoneIdentity.notations("617-555-0100 x5", US))
                .containsExactly("617-555-0100 x5", "(617) 555-0100 ext. 5");
    }

    @Test
    void anExtensionIsNoEndOfALongerNumber() {
        for (Optional<String> country : List.of(NOWHERE, US)) {
            assertThat(PhoneIdentity.of("+49 30 12345 ext. 67", country))
                    .isNotEqualTo(PhoneIdentity.of("+49 30 1234567", country));
            assertThat(PhoneIdentity.of("617-555-0100 x5", country))
                    .isNotEqualTo(PhoneIdentity.of("61755501005", country));
        }
    }

    @Test
    void usualNotationsAreFewAndBeginWithTheRecordsOwn() {
        assertThat(PhoneIdentity.notations("617/555-0100", US))
                .containsExactly(
                        "617/555-0100",
                        "(617) 555-0100",
                        "+16175550100",
                        "6175550100",
                        "+1 (617) 555-0100",
                        "617-555-0100",
                        "617.555.0100",
                        "1-617-555-0100");
        assertThat(PhoneIdentity.notations("020 7946 0001", Optional.of("GB")))
                .contains("442079460001", "+44 20 7946 0001");
    }

    @Test
    void digitsOfANumberThatNamesItsCountryAreNoOtherNumbers() {
        assertThat(PhoneIdentity.of("+65 6123 4567", NOWHERE))
                .isNotEqualTo(PhoneIdentity.of("(656) 123-4567", NOWHERE));
        assertThat(PhoneIdentity.of("0065 6123 4567", NOWHERE)).isEqualTo(PhoneIdentity.of("+65 6123 4567", NOWHERE));
        assertThat(PhoneIdentity.of("16175550100", NOWHERE)).isEqualTo(PhoneIdentity.of("+1 617 555 0100", NOWHERE));
        assertThat(PhoneIdentity.of("06175550100", NOWHERE)).isEqualTo("06175550100");
        assertThat(PhoneIdentity.of("+999 123 4567", US)).isNotEqualTo(PhoneIdentity.of("999 123 4567", US));
    }

    @Test
    void wordsBesideANumberAreNoPartOfIt() {
        assertThat(PhoneIdentity.of("617-555-0100 ext. 5 (office)", US)).isEqualTo("+16175550100x5");
        assertThat(PhoneIdentity.notations("617-555-0100 (home)", NOWHERE))
                .containsExactly("617-555-0100 (home)", "617-555-0100");
        for (String number : List.of(
                "617-555-0100 cell",
                "617-555-0100 (cell)",
                "Mobile: (617) 555-0100",
                "-6175550100",
                "617\u2022555\u20220100",
                "617_555_0100",
                "617'555'0100",
                "617:555:0100",
                "{617} 555-0100")) {
            assertThat(PhoneIdentity.of(number, US)).as(number).isEqualTo("+16175550100");
        }
    }

    @Test
    void anExtensionMayStandInTheNumberOrApart() {
        assertThat(PhoneIdentity.notations("617-555-0100 x5", "", NOWHERE))
                .containsExactly("617-555-0100 x5", "617-555-0100");
        assertThat(PhoneIdentity.notations("617-555-0100", "ext. 5", NOWHERE))
                .containsExactly("617-555-0100", "617-555-0100 x5");
        assertThat(PhoneIdentity.notations("617-555-0100", "", NOWHERE)).containsExactly("617-555-0100");
    }

    @Test
    void whereTheCountryIsNotKnownOnlyWhatNamesItIsTheSame() {
        assertThat(PhoneIdentity.notations("(617) 555-0100", NOWHERE)).containsExactly("(617) 555-0100");
        assertThat(PhoneIdentity.notations("+1 617 555 0100", NOWHERE))
                .containsExactly("+1 617 555 0100", "+16175550100");
        assertThat(PhoneIdentity.notations("+16175550100", NOWHERE)).containsExactly("+16175550100");
        assertThat(PhoneIdentity.notations("+44 20 7946 0001", US))
                .contains("+442079460001")
                .doesNotContain("020 7946 0001");
    }

    /** Whatever stands in Keap is compared with it. */
    @Test
    void anyTextHasAnIdentity() {
        Random random = new Random(7);
        String characters = "0123456789+-() .xX;,=#/extph:'\u00A0\uFF11\uD83D\uDE00";
        List<String> countries = List.of(Locale.getISOCountries());
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            Optional<String> country =
                    Optional.of(countries.get(random.nextInt(countries.size()))).filter(name -> random.nextBoolean());
            assertThatCode(() -> assertThat(PhoneIdentity.of(text.toString(), country))
                            .matches("\\+?[0-9]*(x[0-9]+)?"))
                    .as(text.toString())
                    .doesNotThrowAnyException();
        }
    }
}
