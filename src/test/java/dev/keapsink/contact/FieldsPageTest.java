package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.field.CustomFieldType;
import org.junit.jupiter.api.Test;

/** docs/fields.md says what the code does. */
class FieldsPageTest {

    @Test
    void listsEveryFieldEveryNameAndEveryTypeOfACustomField() {
        FieldsPage.PAGE.check(FieldsPage::written);
    }

    @Test
    void knowsAllTypesOfCustomFields() {
        assertThat(CustomFieldType.values()).hasSize(24);
    }
}
