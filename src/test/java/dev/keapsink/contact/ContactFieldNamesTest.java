package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which names producers may use for a field of a contact. */
class ContactFieldNamesTest {

    /** The names of each field, the best first. */
    private static final Map<ContactField, String> NAMES = Map.ofEntries(
            Map.entry(ContactField.EMAIL1, "email email1 email_address email_address1 mail"),
            Map.entry(ContactField.EMAIL2, "email2 email_address2"),
            Map.entry(ContactField.EMAIL3, "email3 email_address3"),
            Map.entry(ContactField.PHONE1, "phone phone1 phone_number phone_number1 telephone mobile mobile_phone"),
            Map.entry(ContactField.PHONE2, "phone2 phone_number2"),
            Map.entry(ContactField.PHONE3, "phone3 phone_number3"),
            Map.entry(ContactField.PHONE4, "phone4 phone_number4"),
            Map.entry(ContactField.PHONE5, "phone5 phone_number5"),
            Map.entry(ContactField.GIVEN_NAME, "given_name first_name fname"),
            Map.entry(ContactField.FAMILY_NAME, "family_name last_name surname lname"),
            Map.entry(ContactField.MIDDLE_NAME, "middle_name"),
            Map.entry(ContactField.JOB_TITLE, "job_title"),
            Map.entry(ContactField.WEBSITE, "website"),
            Map.entry(ContactField.BIRTHDAY, "birthday birth_date date_of_birth dob"),
            Map.entry(ContactField.LINE1, "address_line1 line1 address1 address street street_address"),
            Map.entry(ContactField.LINE2, "address_line2 line2 address2"),
            Map.entry(ContactField.LOCALITY, "city locality town address_city"),
            Map.entry(ContactField.REGION, "region state province region_name address_region address_state"),
            Map.entry(ContactField.POSTAL_CODE, "postal_code zip_code zip postcode address_postal_code"),
            Map.entry(ContactField.COUNTRY, "country_code country country_name address_country"),
            Map.entry(ContactField.OPT_IN_REASON, "opt_in_reason"));

    static Stream<Arguments> names() {
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getKey() != ContactField.EMAIL1)
                .flatMap(entry -> Stream.of(entry.getValue().split(" "))
                        .flatMap(name ->
                                Stream.of(name, camelCase(name), title(name)).distinct())
                        .map(name -> arguments(entry.getKey(), name)));
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

    private static String value(ContactField field, int number) {
        return switch (field.kind()) {
            case TEXT -> "text " + number;
            case EMAIL -> "n" + number + "@example.com";
            case PHONE -> "555-000" + number;
            case DATE -> "2000-01-0%dT00:00:00.000Z".formatted(number);
            case COUNTRY -> List.of("USA", "CAN", "DEU").get(number);
        };
    }

    @ParameterizedTest
    @MethodSource("names")
    void fieldIsFoundByName(ContactField field, String name) {
        ContactMapper.Mapped mapped = Changes.mapped(
                MatchRule.EMAIL, "{'Email':'key@example.com','%s':'%s'}".formatted(name, value(field, 1)));

        assertThat(mapped.change().fields())
                .containsEntry(field, value(field, 1))
                .hasSize(2);
        assertThat(mapped.ignored()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"email", "email1", "email_address", "emailAddress", "E-Mail", "MAIL", "Email_Address1"})
    void addressIsFoundByName(String name) {
        assertThat(Changes.of("{'%s':'ada@example.com'}".formatted(name)).fields())
                .containsExactly(Map.entry(ContactField.EMAIL1, "ada@example.com"));
    }

    static Stream<Arguments> competingNames() {
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue().contains(" "))
                .map(entry -> arguments(entry.getKey(), entry.getValue().split(" ")));
    }

    @ParameterizedTest
    @MethodSource("competingNames")
    void bestNameWinsWhateverTheOrder(ContactField field, String[] names) {
        for (int i = 1; i < names.length; i++) {
            String json = "{'%s':'%s','%s':'%s','email':'n1@example.com'}"
                    .formatted(names[i], value(field, 2), names[i - 1], value(field, 1));
            if (names[i - 1].equals("email")) {
                json = "{'%s':'%s','email':'n1@example.com'}".formatted(names[i], value(field, 2));
            } else if (field == ContactField.EMAIL1) {
                json = json.replace(",'email':'n1@example.com'", "");
            }

            ContactMapper.Mapped mapped = Changes.mapped(MatchRule.EMAIL, json);

            assertThat(mapped.change().fields()).as(json).containsEntry(field, value(field, 1));
            assertThat(mapped.ignored()).as(json).isOne();
        }
    }

    @Test
    void noNameMeansTwoFields() {
        Map<String, Long> uses = Stream.of(ContactField.values())
                .flatMap(field -> field.names().stream())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));

        assertThat(uses).allSatisfy((name, count) -> assertThat(count).isOne());
        assertThat(NAMES).hasSameSizeAs(ContactField.values());
    }
}
