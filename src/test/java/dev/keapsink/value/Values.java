package dev.keapsink.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Values as records write them; quotation marks in JSON are single. */
final class Values {

    static final String FIELD = "some_field";

    private Values() {}

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** It is refused under the field's name, in words that do not repeat the value. */
    static void assertRefused(ThrowingCallable reading, String value) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(InvalidValue.class, refused -> {
            Rejected rejection = refused.rejection();
            assertThat(rejection.reason()).isEqualTo(Reason.INVALID_VALUE);
            assertThat(rejection.field()).isEqualTo(FIELD);
            if (value.length() > 6) {
                assertThat(rejection.detail()).doesNotContain(value.replace("'", ""));
            }
        });
    }
}
