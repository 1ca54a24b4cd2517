package dev.keapsink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingDocumentTest {

    @Test
    void readsAnObjectWithWhiteSpaceAroundIt() {
        assertThat(MappingDocument.of(" \n{\"a\": 1}\n ").path("a").asInt()).isEqualTo(1);
    }

    @Test
    void ignoresAByteOrderMark() {
        assertThat(MappingDocument.of("\uFEFF{\"a\": 1}").path("a").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "7", "\"{}\"", "[]"})
    void refusesWhatIsNoObject(String text) {
        assertThatThrownBy(() -> MappingDocument.of(text))
                .isInstanceOf(MappingError.class)
                .hasMessage("must be a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mapping.json", "../my mappings/shop.json ", "file://mapping.json"})
    void tellsTheNameOfAFileFromADocument(String text) {
        assertThatThrownBy(() -> MappingDocument.of(text))
                .isInstanceOf(MappingError.class)
                .hasMessageStartingWith("is the name of a file, but must be the document in it")
                .hasMessageNotContaining(text.strip());
    }

    /** What is written there may be a key that was put into the wrong variable. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "KeapAK-1234",
                "{\"a\":KeapAK-1234}",
                "{\"KeapAK-1234\":1,\"KeapAK-1234\":2}",
                "{} KeapAK-1234",
                "{\"KeapAK-1234"
            })
    void saysWhereItStoppedAndNotWhatIsThere(String text) {
        assertThatThrownBy(() -> MappingDocument.of(text))
                .isInstanceOf(MappingError.class)
                .hasMessageMatching("is not JSON, or names something twice: reading stopped at line 1, column \\d+");
    }
}
