package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNameTest {

    @ParameterizedTest
    @CsvSource({
        "op, op, true",
        "Op, op, true",
        "_OP_, op, true",
        "o-p, op, true",
        "opt, op, false",
        "o, op, false",
        "'', op, false",
        "' ', op, false",
        "contact_type, contacttype, true",
        "contactType, contacttype, true",
        "Contact-Type, contacttype, true",
        "contacttypes, contacttype, false"
    })
    void knowsANameInAnySpelling(String name, String known, boolean expected) {
        assertThat(FieldName.is(name, known)).isEqualTo(expected);
        assertThat(FieldName.normalised(name).equals(known)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"X-Shopify-Topic, true", "topic, true", "To-Pic., true", "topics, false", "pic, false", "'', false"})
    void mayEndLikeOneThatIsKnown(String name, boolean ends) {
        assertThat(FieldName.endsWith(name, "topic")).isEqualTo(ends);
    }
}
