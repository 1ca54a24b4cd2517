package dev.keapsink.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.value.Texts;
import java.util.List;

/** Where in a record's data a value is. */
public sealed interface Source {

    /** The value; a missing node if the data have none, and a blank one if that is what they have. */
    JsonNode in(ObjectNode data);

    /** A field of the data, spelt exactly as there. */
    record Name(String name) implements Source {
        @Override
        public JsonNode in(ObjectNode data) {
            return data.path(name);
        }
    }

    /** Anything in the data, by JSON Pointer (RFC 6901), such as {@code /person/name}. */
    record Pointer(JsonPointer pointer) implements Source {
        @Override
        public JsonNode in(ObjectNode data) {
            return data.at(pointer);
        }
    }

    /** The same value for every record. */
    record Constant(JsonNode value) implements Source {
        @Override
        public JsonNode in(ObjectNode data) {
            return value;
        }
    }

    /** The first of several that is not blank. */
    record FirstOf(List<Source> sources) implements Source {
        public FirstOf {
            sources = List.copyOf(sources);
        }

        @Override
        public JsonNode in(ObjectNode data) {
            JsonNode blank = MissingNode.getInstance();
            for (Source source : sources) {
                JsonNode value = source.in(data);
                if (!Texts.isBlank(value)) {
                    return value;
                }
                blank = blank.isMissingNode() ? value : blank;
            }
            return blank;
        }
    }

    /** The constants that this source may give. */
    default List<JsonNode> constants() {
        return switch (this) {
            case Constant(JsonNode value) -> List.of(value);
            case FirstOf(List<Source> sources) ->
                sources.stream().flatMap(source -> source.constants().stream()).toList();
            case Name name -> List.of();
            case Pointer pointer -> List.of();
        };
    }

    /** The names of the data's fields that this source reads from. */
    default List<String> names() {
        return switch (this) {
            case Name(String name) -> List.of(name);
            case Pointer(JsonPointer pointer) -> List.of(pointer.getMatchingProperty());
            case Constant constant -> List.of();
            case FirstOf(List<Source> sources) ->
                sources.stream().flatMap(source -> source.names().stream()).toList();
        };
    }
}
