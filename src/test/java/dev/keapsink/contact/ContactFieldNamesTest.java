package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keapsink.field.FieldType;
import dev.keapsink.field.Unresolved;
import dev.keapsink.object.MappingResult;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which names producers may use for a field of a contact: those of docs/fields.md. */
class ContactFieldNamesTest {

    static Stream<Arguments> names() {
        return FieldsPage.documented().stream()
                // The key of a company becomes a reference: ContactCompanyTest.
                .filter(row -> !Set.of("email1", "company_key").contains(row.label()))
                .flatMap(row -> row.names().stream()
                        .flatMap(name ->
                                Stream.of(name, camelCase(name), title(name)).distinct())
                        .map(name -> arguments(row.label(), name)));
    }

    private static String camelCase(String name) {
        String title = title(name).replace(" ", "");
        return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }

    private static String title(String name) {
        return Stream.of(name.split("_"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    private static List<String> values(FieldType kind) {
        return switch (kind) {
            case TEXT, KEPT_TEXT, NAME, POSTAL_CODE, OPT_IN -> List.of("one", "two");
            case EMAIL -> List.of("n1@example.com", "n2@example.com");
            case PHONE -> List.of("555-0001", "555-0002");
            case DAY -> List.of("2000-01-01", "2000-01-02");
            case BIRTHDAY -> List.of("2000-01-01T00:00:00.000Z", "2000-01-02T00:00:00.000Z");
            case COUNTRY -> List.of("USA", "CAN");
            case TIME_ZONE -> List.of("America/New_York", "Europe/Berlin");
            case LOCALE -> List.of("en_US", "de_DE");
            case IP_ADDRESS -> List.of("127.0.0.1", "::1");
            case ID, TEXT_ID, MEASURE, COUNT, QUANTITY, MONEY_IN_CENTS -> List.of("1", "2");
            case MONEY -> List.of("1.00", "2.00");
            case MOMENT -> List.of("2000-01-01T12:00:00Z", "2000-01-02T12:00:00Z");
            case FLAG -> List.of("true", "false");
            case REMINDER -> List.of("5", "10");
            case PRIORITY -> List.of("CRITICAL", "ESSENTIAL");
            case ORDER_TYPE -> List.of("ONLINE", "OFFLINE");
            case ITEM_TYPE -> List.of("PRODUCT", "SHIPPING");
            case ITEMS -> List.of("[]", "[{}]");
            case SOURCE_TYPE -> List.of("WEBFORM", "IMPORT");
        };
    }

    /** A region needs its country. */
    private static String record(String label, String fields) {
        String countries =
                label.endsWith("region") ? ",'country':'USA','shipping_country':'USA','other_country':'USA'" : "";
        return "{'Email':'key@example.com'," + fields + countries + "}";
    }

    @ParameterizedTest
    @MethodSource("names")
    void fieldIsFoundByName(String label, String name) {
        String value = values(ContactFields.named(label).kind()).getFirst();

        MappingResult.Wanted mapped =
                Changes.mapped(MatchRule.EMAIL, record(label, "'%s':'%s'".formatted(name, value)));

        assertThat(Changes.texts(mapped.change())).containsEntry(label, value);
        assertThat(mapped.unresolved()).isEqualTo(Unresolved.NONE);
    }

    @ParameterizedTest
    @CsvSource({"email", "email1", "email_address", "emailAddress", "E-Mail", "MAIL", "Email_Address1"})
    void addressIsFoundByName(String name) {
        assertThat(Changes.texts("{'%s':'ada@example.com'}".formatted(name))).containsOnlyKeys("email1");
    }

    static Stream<Arguments> competingNames() {
        return FieldsPage.documented().stream()
                .filter(row -> !row.label().equals("email1"))
                .flatMap(row -> Stream.iterate(1, i -> i < row.names().size(), i -> i + 1)
                        .map(i -> arguments(
                                row.label(), row.names().get(i - 1), row.names().get(i))));
    }

    @ParameterizedTest
    @MethodSource("competingNames")
    void bestNameWinsWhateverTheOrder(String label, String better, String worse) {
        List<String> values = values(ContactFields.named(label).kind());
        MappingResult.Wanted mapped = Changes.mapped(
                MatchRule.EMAIL,
                record(label, "'%s':'%s','%s':'%s'".formatted(worse, values.getLast(), better, values.getFirst())));

        assertThat(Changes.texts(mapped.change())).containsEntry(label, values.getFirst());
        assertThat(mapped.unused()).containsExactly(worse);
    }

    @Test
    void noNameMeansTwoFields() {
        Set<String> seen = new HashSet<>();

        assertThat(ContactFields.values().stream().flatMap(field -> ContactNames.ALL.of(field.label()).stream()))
                .allSatisfy(name -> assertThat(seen.add(name)).as(name).isTrue());
    }
}
