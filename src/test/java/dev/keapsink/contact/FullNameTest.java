package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keapsink.field.LeftOut;
import dev.keapsink.object.MappingResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a whole name is split. */
class FullNameTest {

    static Stream<Arguments> documented() {
        return FieldsPage.rows("| whole name |").stream()
                .map(row -> Stream.of(row.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> arguments(
                        cells.get(1).replace("`", ""),
                        new FullName(cells.get(2), cells.get(3), cells.get(4), cells.get(5))));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void isSplitAsThePageSays(String whole, FullName parts) {
        assertThat(FullName.of(whole)).contains(parts);
    }

    @Test
    void thePageHasExamples() {
        assertThat(documented()).hasSizeGreaterThan(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "  Ada   Byron         | ''         | Ada          | Byron             | ''",
                "Prof. Dr. Ada Byron    | Prof. Dr.  | Ada          | Byron             | ''",
                "Byron, Dr. Ada         | Dr.        | Ada          | Byron             | ''",
                "King, Martin, Jr.      | ''         | Martin       | King              | Jr.",
                "King Jr., Martin       | ''         | Martin       | King              | Jr.",
                "Ada Byron, MD, PhD     | ''         | Ada          | Byron             | MD PhD",
                "Henry James III        | ''         | Henry        | James             | III",
                "Oscar de la Hoya       | ''         | Oscar        | de la Hoya        | ''",
                "Maria de la Cruz Lopez | ''         | Maria        | de la Cruz Lopez  | ''",
                "ANNA VAN DER BERG      | ''         | ANNA         | VAN DER BERG      | ''",
                "Van Morrison           | ''         | Van          | Morrison          | ''",
                "Dr van Helsing         | Dr         | ''           | van Helsing       | ''",
                "Anh Le                 | ''         | Anh          | Le                | ''",
                "Martin King 3rd        | ''         | Martin       | King              | 3rd",
                "Byron, A.G.            | ''         | A.G.         | Byron             | ''",
                "Mr. & Mrs. John Smith  | Mr. & Mrs. | John        | Smith             | ''",
                "Smith, Mr. and Mrs.    | Mr. and Mrs. | ''        | Smith             | ''",
                "Ada1 Byron1            | ''         | Ada1         | Byron1            | ''",
                "Ada Byron, MBA, PMP    | ''         | Ada          | Byron             | MBA PMP",
                "Ada Byron, Ph.D., RN   | ''         | Ada          | Byron             | Ph.D. RN",
                "Byron, Ada, RN         | ''         | Ada          | Byron             | RN",
                "Ada Byron, Realtor\u00AE | ''       | Ada          | Byron             | Realtor\u00AE",
                "Ada Byron, CRNA, FAAN  | ''         | Ada          | Byron             | CRNA FAAN",
                "Dr. Byron, FACS        | Dr.        | ''           | Byron             | FACS",
                "Ada Byron RN           | ''         | Ada          | Byron             | RN",
                "Smith, John Jr.        | ''         | John         | Smith             | Jr.",
                "Ada Byron -            | ''         | Ada          | Byron             | ''",
                "- Ada Byron .          | ''         | Ada          | Byron             | ''",
                "BYRON, ADA             | ''         | ADA          | BYRON             | ''",
                "VAN DYKE, JO           | ''         | JO           | VAN DYKE          | ''",
                "SMITH JONES, MARY      | ''         | MARY         | SMITH JONES       | ''",
                "Van Dyke, JO           | ''         | JO           | Van Dyke          | ''",
                "Smith Jones, Mary      | ''         | Mary         | Smith Jones       | ''",
                "Byron, Coach           | ''         | Coach        | Byron             | ''",
                "Yo-Yo Ma               | ''         | Yo-Yo        | Ma                | ''",
                "China, Edd             | ''         | Edd          | China             | ''",
                "Christopher Null       | ''         | Christopher  | Null              | ''",
                "Ada and Bob            | ''         | Ada and Bob  | ''                | ''"
            })
    void takesCareOfWhatNamesHave(String whole, String prefix, String given, String family, String suffix) {
        assertThat(FullName.of(whole)).contains(new FullName(prefix, given, family, suffix));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "ada@example.com",
                "Ada ada@example.com",
                "#1001",
                "EN1001",
                "Order 1001",
                "+1 617 555 0100",
                "n/a",
                "N/A",
                "-",
                "***",
                "Unknown",
                "Mr",
                "Mr. and Mrs.",
                "Acme Inc.",
                "Acme, Inc.",
                "Acme Boston LLC",
                "Muster GmbH & Co. KG",
                "Nestle S.A."
            })
    void textThatIsNoNameHasNoParts(String text) {
        assertThat(FullName.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"full_name", "name", "Full Name", "Customer Name", "contactName", "Billing Name"})
    void isFoundUnderItsNames(String name) {
        assertThat(Changes.texts("{'email':'a@example.com','%s':'Ada Byron'}".formatted(name)))
                .isEqualTo(Map.of("email1", "a@example.com", "given_name", "Ada", "family_name", "Byron"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'first_name':'Augusta'", "'surname':'King'", "'billing_last_name':'King'"})
    void isOfNoUseBesideAnotherName(String other) {
        MappingResult.Wanted mapped =
                Changes.mapped(MatchRule.EMAIL, "{'email':'a@example.com','name':'Ada Byron'," + other + "}");

        assertThat(Changes.texts(mapped.change()).values()).doesNotContain("Ada", "Byron");
        assertThat(mapped.unused()).containsExactly("name");
    }

    @Test
    void isOfUseBesideABlankName() {
        assertThat(Changes.texts("{'email':'a@example.com','name':'Dr Ada Byron','first_name':' ','prefix':'Lady'}"))
                .containsEntry("given_name", "Ada")
                .containsEntry("prefix", "Lady");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'first':'Ada'}", "['Ada']", "7", "'ada@example.com'"})
    void valueThatIsNoNameIsUnused(String value) {
        MappingResult.Wanted mapped = Changes.mapped(MatchRule.EMAIL, "{'email':'a@example.com','name':" + value + "}");

        assertThat(mapped.change().values()).hasSize(1);
        assertThat(mapped.unused()).containsExactly("name");
    }

    @Test
    void saysOfATextThatIsNoNameWhyItIsNotSplit() {
        MappingResult.Wanted mapped = Changes.mapped(MatchRule.EMAIL, "{'email':'a@example.com','name':'#1001'}");

        assertThat(mapped.leftOut())
                .containsExactly(
                        new LeftOut("full_name", "is not split, because it is not the name of a person", "name"));
    }

    @Test
    void tellsWhoIsMeantWhereNamesAreMatched() {
        assertThat(Changes.of(MatchRule.EMAIL_AND_NAME, "{'email':'a@example.com','name':'Byron, Ada'}")
                        .key())
                .isEqualTo(ContactKeys.byEmail("a@example.com", "ada\nbyron"));
    }

    @Test
    void mappedNameIsNotFilledFromTheWhole() {
        ContactMapping mapping =
                ContactMappingReader.read("{\"automatic\":true,\"fields\":{\"given_name\":\"called\"}}");

        assertThat(Changes.mapped(mapping, "{'email':'a@example.com','name':'Ada Byron'}")
                        .change()
                        .values())
                .hasSize(1);
    }

    @Test
    void showsNothingOfItself() {
        assertThat(List.of(FullName.of("Ada Byron").orElseThrow())).hasToString("[FullName]");
    }
}
