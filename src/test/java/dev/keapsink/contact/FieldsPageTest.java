package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.field.CustomFieldType;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** docs/fields.md says what the code does. */
class FieldsPageTest {

    @Test
    void listsEveryFieldWithItsNamesItsFormAndItsLength() throws IOException {
        assertThat(FieldsPage.rows("| field | found by")).containsExactlyElementsOf(FieldsPage.ofFields());
    }

    @Test
    void listsTheNamesOfWhatHasNoPlaceOfItsOwn() throws IOException {
        assertThat(FieldsPage.rows("| what | found by")).containsExactlyElementsOf(FieldsPage.ofOthers());
    }

    @Test
    void listsTheNamesOfEveryProducer() throws IOException {
        assertThat(FieldsPage.rows("| producer |")).containsExactlyElementsOf(FieldsPage.ofProducers());
    }

    @Test
    void listsEveryTypeOfACustomField() throws IOException {
        assertThat(FieldsPage.rows("| type | value")).containsExactlyElementsOf(FieldsPage.ofCustomFields());
        assertThat(CustomFieldType.values()).hasSize(24);
    }
}
