package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** docs/fields.md says what the code does. */
class FieldsPageTest {

    @Test
    void listsEveryFieldWithItsNamesItsFormAndItsLength() throws IOException {
        assertThat(FieldsPage.rows(4).stream().skip(1)).containsExactlyElementsOf(FieldsPage.ofFields());
    }

    @Test
    void listsEveryTypeOfACustomField() throws IOException {
        assertThat(FieldsPage.rows(2).stream().skip(1)).containsExactlyElementsOf(FieldsPage.ofCustomFields());
        assertThat(CustomFieldType.values()).hasSize(24);
    }
}
