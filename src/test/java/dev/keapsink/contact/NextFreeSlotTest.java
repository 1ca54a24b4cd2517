package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.keapsink.field.LeftOut;
import dev.keapsink.field.Unresolved;
import dev.keapsink.object.MappingResult;
import dev.keapsink.record.SinkRecord.Header;
import dev.keapsink.record.SinkRecord.Operation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the addresses and numbers go that a record has more than one of. */
class NextFreeSlotTest {

    /** Without the address that finds the contact. */
    private static Map<String, String> texts(String fields) {
        Map<String, String> texts = new LinkedHashMap<>(Changes.texts("{'email':'key@x.com'," + fields + "}"));
        texts.remove("email1");
        return texts;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a@x.com;b@x.com'",
                "'a@x.com, b@x.com'",
                "'a@x.com b@x.com'",
                "'a@x.com\\nb@x.com;'",
                "'a@x.com ::: b@x.com'",
                "['a@x.com','b@x.com']",
                "['a@x.com','B@x.com','A@x.com']",
                "'[\\\"a@x.com\\\", \\\"b@x.com\\\"]'"
            })
    void severalAddressesInOneCellTakeTheNextPlaces(String cell) {
        Map<String, String> texts = Changes.texts("{'email':%s}".formatted(cell));

        assertThat(texts.get("email1")).isEqualTo("a@x.com");
        assertThat(texts.get("email2")).isEqualToIgnoringCase("b@x.com");
        assertThat(texts).hasSize(2);
    }

    /** The rest of it would be another person's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "john smith@gmail.com",
                "john,smith@gmail.com",
                "john. smith@gmail.com",
                "john_ smith@gmail.com",
                "jo hn@gmail.com bob@gmail.com",
                "john@gmail.co m",
                "john;smith@gmail.com"
            })
    void anAddressWithATypingErrorIsNotCutShort(String cell) {
        assertThat(Changes.rejection("{'email':'%s','phone':'617-555-0100'}".formatted(cell))
                        .field())
                .isEqualTo("email1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a@x.com; n/a; b@x.com'",
                "'n/a, a@x.com, b@x.com'",
                "'a@x.com (work), b@x.com (home)'",
                "'a@x.com or b@x.com'",
                "'A <a@x.com>, B <b@x.com>'",
                "'<mailto:a@x.com|a@x.com> b@x.com'",
                "['none','a@x.com',null,'b@x.com']",
                "'\\'a@x.com\\',\\'b@x.com\\''"
            })
    void whatStandsBesideAddressesDoesNotCount(String cell) {
        assertThat(Changes.texts("{'email':%s}".formatted(cell)))
                .isEqualTo(Map.of("email1", "a@x.com", "email2", "b@x.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'617-555-0100; none; 617-555-0101'",
                "'0000000000, 617-555-0100, 617-555-0101'",
                "'n/a / 617-555-0100 / 617-555-0101'",
                "'617-555-0100, 0, 617-555-0101'",
                "'617-555-0100, home; 617-555-0101'",
                "['n/a','617-555-0100','1111111111','617-555-0101']"
            })
    void whatStandsBesideNumbersDoesNotCount(String cell) {
        assertThat(texts("'phone':" + cell)).isEqualTo(Map.of("phone1", "617-555-0100", "phone2", "617-555-0101"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "617-555-0100 n/a",
                "617-555-0100/none",
                "N/A 617-555-0100",
                "617-555-0100  unknown ",
                "na/617-555-0100"
            })
    void fillerBesideANumberNeedsNoSeparator(String cell) {
        assertThat(texts("'phone':'%s'".formatted(cell))).isEqualTo(Map.of("phone1", "617-555-0100"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "617-555-0100, ext 5 | 617-555-0100 x5",
                "617-555-0100; x5    | 617-555-0100 x5",
                "617-555-0100;ext=5  | 617-555-0100 x5",
                "617-555-0100, #5    | 617-555-0100 x5",
                "617-555-0100, 0101  | 617-555-0100, 0101"
            })
    void whatMayBelongToANumberStaysInIt(String cell, String number) {
        assertThat(texts("'phone':'%s'".formatted(cell))).isEqualTo(Map.of("phone1", number));
    }

    @Test
    void whatStandsBesideAnAddressIsTold() {
        assertThat(Changes.mapped(MatchRule.EMAIL, "{'email':'a@x.com; n/a','phone':'617-555-0100 / none'}")
                        .leftOut())
                .extracting(LeftOut::field)
                .containsExactly("email", "phone");
    }

    @Test
    void theNameOfAPersonBesideTheAddressIsNotTold() {
        assertThat(Changes.mapped(MatchRule.EMAIL, "{'email':'Ada Byron <a@x.com>'}")
                        .leftOut())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'617-555-0100;617-555-0101'",
                "'617-555-0100 | 617-555-0101'",
                "'617-555-0100, 617-555-0101'",
                "'617-555-0100 / 617-555-0101'",
                "'617-555-0100/617-555-0101'",
                "'617-555-0100 & 617-555-0101'",
                "'617-555-0100\\n617-555-0101'",
                "['617-555-0100','617-555-0101']"
            })
    void severalNumbersInOneCellTakeTheNextPlaces(String cell) {
        assertThat(texts("'phone':" + cell)).isEqualTo(Map.of("phone1", "617-555-0100", "phone2", "617-555-0101"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"030/555 0100", "617 555 0100 x12", "+1 (617) 555-0100; 7"})
    void separatorInsideOneNumberDoesNotSplitIt(String number) {
        assertThat(texts("'phone':'%s'".formatted(number))).isEqualTo(Map.of("phone1", number));
    }

    @Test
    void oneColumnOfAnyNameIsTheFirstNumberAsBefore() {
        assertThat(texts("'mobile':'617-555-0100'")).isEqualTo(Map.of("phone1", "617-555-0100"));
    }

    @Test
    void columnsTakeTheNextPlacesWithTheirTypes() {
        assertThat(texts("'home_phone':'617-555-0103','mobile':'617-555-0101','work_phone':'617-555-0102',"
                        + "'phone':'617-555-0100'"))
                .isEqualTo(Map.of(
                        "phone1", "617-555-0100",
                        "phone2", "617-555-0101",
                        "phone2_type", "Mobile",
                        "phone3", "617-555-0102",
                        "phone3_type", "Work",
                        "phone4", "617-555-0103",
                        "phone4_type", "Home"));
    }

    @Test
    void typeOfTheRecordGoesFirst() {
        assertThat(texts("'phone':'617-555-0100','mobile':'617-555-0101','phone2_type':'Cell'"))
                .containsEntry("phone2_type", "Cell");
    }

    @Test
    void placesThatTheRecordFillsAreNotFree() {
        assertThat(texts("'mobile':'617-555-0100','phone1':'617-555-0101','phone3':'617-555-0102',"
                        + "'work_phone':'617-555-0103','additional_emails':'b@x.com;c@x.com','email2':'a@x.com'"))
                .containsEntry("phone2", "617-555-0100")
                .containsEntry("phone4", "617-555-0103")
                .containsEntry("email2", "a@x.com")
                .containsEntry("email3", "b@x.com");
    }

    @Test
    void whatFindsNoPlaceIsTold() {
        MappingResult.Wanted mapped = Changes.mapped(
                MatchRule.EMAIL,
                "{'email':'a@x.com;b@x.com','Additional email addresses':'c@x.com,d@x.com','work_email':'e@x.com'}");

        assertThat(mapped.change().values()).hasSize(3);
        assertThat(mapped.leftOut())
                .extracting(LeftOut::field, LeftOut::why)
                .containsOnly(tuple("email", "finds no free slot; Keap keeps only 3"))
                .hasSize(2);
        assertThat(mapped.unused()).containsExactly("work_email");
    }

    @Test
    void sameNumberTwiceIsOne() {
        MappingResult.Wanted mapped = Changes.mapped(
                MatchRule.EMAIL,
                "{'email':'a@x.com','phone':'(617) 555-0100','mobile':'617-555-0100','emails':'A@x.com'}");

        assertThat(Changes.texts(mapped.change())).containsOnlyKeys("email1", "phone1");
        assertThat(mapped.leftOut()).isEmpty();
        assertThat(mapped.unused()).isEmpty();
    }

    @Test
    void sameNumberInTwoNotationsIsOneInItsCountry() {
        assertThat(texts("'phone':'(617) 555-0100','mobile':'+1 617-555-0100','country':'US'"))
                .containsOnlyKeys("phone1", "country");
    }

    @Test
    void textThatIsNoNumberGivesWayToOneThatIs() {
        MappingResult.Wanted mapped = Changes.mapped(MatchRule.EMAIL, "{'phone':'unknown','mobile':'617-555-0100'}");

        assertThat(Changes.texts(mapped.change())).isEqualTo(Map.of("phone1", "617-555-0100"));
        assertThat(mapped.leftOut()).extracting(LeftOut::field).containsExactly("phone1");
    }

    @ParameterizedTest
    @CsvSource({"work_email,n/a", "home_phone,unknown", "mobile,none", "emails,5"})
    void columnWithoutAPlaceRejectsNoRecord(String column, String value) {
        MappingResult.Wanted mapped =
                Changes.mapped(MatchRule.EMAIL, "{'email':'a@x.com','%s':'%s'}".formatted(column, value));

        assertThat(mapped.change().values()).hasSize(1);
        assertThat(mapped.leftOut()).hasSize(1);
    }

    @Test
    void columnOfWorkFindsTheContactWhenThereIsNoOther() {
        assertThat(Changes.of("{'work_email':'a@x.com'}").key()).isEqualTo(ContactKeys.byEmail("a@x.com", ""));
    }

    @Test
    void deleteLooksAtTheFirstOnly() {
        Header header = new Header(Operation.DELETE, null, List.of(), null);

        assertThat(Changes.valid(Changes.map(
                                MatchRule.EMAIL, header, "{'email':'a@x.com;b@x.com','email2':'no address'}"))
                        .change()
                        .values())
                .containsOnlyKeys(ContactFields.EMAIL1);
    }

    @Test
    void placeOfTheMappingIsNotFree() {
        ContactMapping mapping =
                ContactMappingReader.read("{\"automatic\":true,\"fields\":{\"phone2\":\"desk\",\"email1\":\"who\"}}");

        assertThat(Changes.texts(Changes.mapped(
                                mapping, "{'who':'a@x.com;b@x.com','phone':'617-555-0100','mobile':'617-555-0101'}")
                        .change()))
                .containsEntry("email2", "b@x.com")
                .containsEntry("phone3", "617-555-0101")
                .doesNotContainKey("phone2");
    }

    @Test
    void suppressedNumbersLandNowhereElse() {
        for (String drop : new String[] {"phones", "phone1"}) {
            ContactMapping mapping = ContactMappingReader.read(
                    "{\"automatic\":true,\"suppress\":[{\"when\":\"dnc\",\"drop\":\"%s\"}]}".formatted(drop));
            MappingResult.Wanted mapped = Changes.mapped(
                    mapping, "{'email':'a@x.com','dnc':true,'mobile':'617-555-0101','home_phone':'617-555-0102'}");

            assertThat(Changes.texts(mapped.change())).containsOnlyKeys("email1");
            assertThat(mapped.unresolved().customFields())
                    .extracting(Unresolved.NamedValue::name)
                    .containsExactly("dnc");
        }
    }

    @Test
    void blankColumnsEmptyThePlacesBehindTheOthers() {
        ContactMapping mapping = ContactMappingReader.read("{\"automatic\":true,\"empty\":\"clear\"}");
        MappingResult.Wanted mapped =
                Changes.mapped(mapping, "{'email':'a@x.com','phone':'','mobile':'617-555-0101','home_phone':null}");

        assertThat(mapped.change().text(ContactFields.PHONE1)).contains("617-555-0101");
        assertThat(mapped.change().values().get(ContactFields.named("phone2")).isClearing())
                .isTrue();
        assertThat(mapped.change().values().get(ContactFields.named("phone3")).isClearing())
                .isTrue();
        assertThat(mapped.change().values()).hasSize(4);
    }

    @Test
    void customFieldOfTheColumnsNameGetsTheValueAsWellUnlessTheNameIsUsual() {
        MappingResult.Wanted mapped = Changes.mapped(
                MatchRule.EMAIL,
                "{'email':'a@x.com','phone':'617-555-0100','mobile':'617-555-0101','Home Phone':'617-555-0102'}");

        assertThat(mapped.unresolved().customFields())
                .extracting(Unresolved.NamedValue::name)
                .containsExactly("Home Phone");
        assertThat(mapped.unused()).isEmpty();
    }

    @Test
    void secondColumnOfANameTakesTheNextFreePlace() {
        MappingResult.Wanted mapped = Changes.mapped(
                MatchRule.EMAIL,
                "{'Email':'a@x.com','E-mail':'b@x.com','phone':'617-555-0100','Phone':'617-555-0101','Mobile':'617-555-0102','mobile':'617-555-0103'}");

        assertThat(Changes.texts(mapped.change()))
                .containsEntry("email1", "a@x.com")
                .containsEntry("email2", "b@x.com")
                .containsValues("617-555-0100", "617-555-0101", "617-555-0102", "617-555-0103");
        assertThat(mapped.unused()).isEmpty();
    }

    @Test
    void secondColumnOfANameIsToldIfItsValueIsAnotherOne() {
        MappingResult.Wanted mapped = Changes.mapped(
                MatchRule.EMAIL,
                "{'email':'a@x.com','First Name':'Ada','first_name':'Eve','firstName':'Ada ','Surname':'','surname':'Byron'}");

        assertThat(Changes.texts(mapped.change()))
                .containsEntry("given_name", "Ada")
                .containsEntry("family_name", "Byron");
        assertThat(mapped.unused()).containsExactly("first_name");
    }

    @Test
    void secondAddressIsToldIfNoPlaceIsFree() {
        MappingResult.Wanted mapped = Changes.mapped(
                MatchRule.EMAIL, "{'Email':'a@x.com','E-mail':'d@x.com','email2':'b@x.com','email3':'c@x.com'}");

        assertThat(Changes.texts(mapped.change())).hasSize(3).doesNotContainValue("d@x.com");
        assertThat(mapped.unused()).containsExactly("E-mail");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\\n", "/", "none ", ", x", ";ext=", "0,", "n/a/", "a@ ", "<", "@ n/a; ", "\\n5 "})
    void hostileCellsTakeNoTime(String piece) {
        String cell = "617-555-0100" + piece.repeat(128 * 1024 / piece.length()) + "n";

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> Changes.map(
                        MatchRule.EMAIL, Changes.NO_HEADER, "{'email':'%s','phone':'%s'}".formatted(cell, cell)));
    }
}
