package dev.keapsink.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.mapping.MappingDocument;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.MappingNode;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of object has a mapping of its own fields, and its own words for what is wrong with it. Quotation marks are single. */
class MappingReaderTest {

    private static final MappingReader.Terms TERMS = new MappingReader.Terms(
            "a note",
            Notes.TABLE,
            Set.of("create_missing", "custom_fields"),
            Set.of("author"),
            name -> Optional.of("text").filter(label -> name.equals("content")));

    private static Mapping read(String document) {
        return MappingReader.read(
                MappingNode.of(MappingDocument.of(document.replace('\'', '"'))), TERMS, Mapping.AUTOMATIC);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'tags':[1]} | tags means nothing; allowed here are automatic, create_missing, custom_fields, empty, encoding, fields, ignore, op, too_long, write",
                "{'fields':{'content':'x'}} | fields.content is no field of a note; did you mean text?",
                "{'fields':{'titel':'x'}} | fields.titel is no field of a note; did you mean title?",
                "{'fields':{'authors':'x'}} | fields.authors is no field of a note; did you mean author?",
                "{'fields':{'due':{'value':'someday'}}} | fields.due.value holds a constant that is not a date"
            })
    void namesWhatIsWrong(String document, String sentence) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(MappingError.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void leavesToTheObjectWhatOnlyItHas() {
        Mapping mapping = read("{'create_missing':true,'fields':{'author':'by','title':'about'}}");

        assertThat(mapping.fields()).containsOnlyKeys(Notes.TITLE);
        assertThat(mapping.read()).containsExactly("about");
    }

    @Test
    void saysNothingWhereTheDocumentSaysNothing() {
        assertThat(read("{'automatic':true}")).isEqualTo(Mapping.AUTOMATIC);
    }
}
