package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchRuleTest {

    private static Key key(MatchRule rule, String json) {
        return Changes.of(rule, json).key();
    }

    @Test
    void addressIsComparedIgnoringCase() {
        assertThat(key(MatchRule.EMAIL, "{'email':' Ada@Example.COM ','first_name':'Ada'}"))
                .isEqualTo(ContactKeys.byEmail("ada@example.com", ""));
    }

    @Test
    void bothNamesBelongToTheKeyIfTheRuleSaysSo() {
        Key ada = key(MatchRule.EMAIL_AND_NAME, "{'email':'a@x.com','first_name':' ADA ','last_name':'Byron'}");

        assertThat(ada)
                .isEqualTo(key(MatchRule.EMAIL_AND_NAME, "{'email':'A@x.com','fname':'Ada','surname':'byron'}"))
                .isNotEqualTo(key(MatchRule.EMAIL_AND_NAME, "{'email':'a@x.com','first_name':'Ada'}"))
                .isNotEqualTo(key(MatchRule.EMAIL_AND_NAME, "{'email':'a@x.com','first_name':'AdaByron'}"))
                .isNotEqualTo(key(MatchRule.EMAIL, "{'email':'a@x.com','first_name':'ADA','last_name':'Byron'}"));
    }

    @Test
    void nameInOneFieldIsNotTheSameNameInTheOther() {
        assertThat(key(MatchRule.EMAIL_AND_NAME, "{'email':'a@x.com','first_name':'Ada'}"))
                .isNotEqualTo(key(MatchRule.EMAIL_AND_NAME, "{'email':'a@x.com','last_name':'Ada'}"));
    }

    @ParameterizedTest
    @CsvSource({"(555) 123-4567", "555.123.4567", "5551234567", "555 123 4567"})
    void phoneIsComparedByItsDigits(String phone) {
        assertThat(key(MatchRule.EMAIL, "{'phone':'%s'}".formatted(phone)))
                .isEqualTo(ContactKeys.byPhone("5551234567"));
        assertThat(key(MatchRule.EMAIL_AND_NAME, "{'first_name':'Ada','phone':'%s'}".formatted(phone)))
                .isEqualTo(ContactKeys.byPhone("5551234567"));
    }

    @Test
    void addressComesBeforeThePhone() {
        assertThat(key(MatchRule.EMAIL, "{'phone':'555','email':'ada@example.com'}")
                        .by())
                .isEqualTo(Key.By.EMAIL);
    }

    @Test
    void namesKeapsOption() {
        assertThat(MatchRule.EMAIL.duplicateOption()).isEqualTo("Email");
        assertThat(MatchRule.EMAIL_AND_NAME.duplicateOption()).isEqualTo("EmailAndName");
    }
}
