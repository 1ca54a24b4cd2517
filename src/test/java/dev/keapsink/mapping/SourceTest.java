package dev.keapsink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotation marks in JSON are single. */
class SourceTest {

    private static final ObjectNode DATA = MappingDocument.of("""
            {"name": "Ada", "Name": "other", "a.b": 1, "a/b": 2, "m~n": 3, "/c": 4, "": 5, " ": 6, "2026": 7, "ü": 8,
             "empty": "", "null": null, "list": [], "object": {}, "zero": 0, "no": false,
             "person": {"name": {"first": "Ada"}, "phones": ["1", "2"]}}""");

    private static final List<ObjectNode> AROUND = List.of(MappingDocument.of("""
                    {"op": "u", "null": "there", "name": "outer", "NAME": "outer", "meta": {"verb": "gone"}}"""), MappingDocument.of("""
                    {"op": "d", "person": {"name": {"first": "outer", "last": "Byron"}}}"""));

    private static JsonNode json(String text) {
        return MappingDocument.of("{\"x\":" + text.replace('\'', '"') + "}").path("x");
    }

    private static Source source(String text) {
        return new MappingNode("fields.x", "x", json(text)).source();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'name' | 'Ada'",
                "'Name' | 'other'",
                "'a.b' | 1",
                "'a/b' | 2",
                "'ü' | 8",
                "'2026' | 7",
                "'/a~1b' | 2",
                "'/m~0n' | 3",
                "'/~1c' | 4",
                "'/' | 5",
                "'/ ' | 6",
                "'/2026' | 7",
                "'/person/name/first' | 'Ada'",
                "'/person/phones/1' | '2'",
                "'/person/phones' | ['1','2']",
                "{'value':true} | true",
                "{'value':[1]} | [1]",
                "['empty','null','gone','list','name'] | 'Ada'",
                "['zero','name'] | 0",
                "['no','name'] | false",
                "['object','name'] | {}",
                "['gone',['empty','/person/phones/0']] | '1'",
                "['empty',{'value':7}] | 7"
            })
    void findsTheValue(String source, String expected) {
        assertThat(source(source).in(DATA, AROUND)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'gone'",
                "'NAME'",
                "'person.name'",
                "'/person/phones/2'",
                "'/person/phones/-1'",
                "'/name/first'",
                "['gone','/gone']"
            })
    void findsNothing(String source) {
        assertThat(source(source).in(DATA, AROUND).isMissingNode()).isTrue();
    }

    /** Only what is there and blank can be an order to empty a field. */
    @Test
    void theFirstBlankStandsForTheOthers() {
        assertThat(source("['gone','null','empty']").in(DATA, AROUND).isNull()).isTrue();
        assertThat(source("['gone','empty','null']").in(DATA, AROUND)).isEqualTo(json("''"));
    }

    /** A name is a field of the data; only a pointer looks further. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'/meta/verb' | 'gone'",
                "'/person/name/last' | 'Byron'",
                "'/op' | 'u'",
                "['gone','/meta/verb'] | 'gone'",
                "['/null','name'] | 'Ada'"
            })
    void aPointerLooksAroundTheDataForWhatIsNotThere(String source, String expected) {
        assertThat(source(source).in(DATA, AROUND)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'name' | name", "'/person/name/first' | person", "'/~1c' | /c", "['a','/b/c',{'value':1}] | a,b"})
    void knowsWhichFieldsItReads(String source, String names) {
        assertThat(String.join(",", source(source).names())).isEqualTo(names);
    }
}
