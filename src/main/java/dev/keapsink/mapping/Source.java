package dev.keapsink.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.value.Fillers;
import dev.keapsink.value.Texts;
import java.util.List;

/** The place of a value in a record's data or around them, or a constant. */
public sealed interface Source {

    /**
     * The value; a missing node if there is none, and a blank node if the value is blank.
     *
     * @param around the objects that contain the data, the innermost first
     */
    JsonNode in(ObjectNode data, List<ObjectNode> around);

    /** A field of the data, by its exact name. */
    record Name(String name) implements Source {
        @Override
        public JsonNode in(ObjectNode data, List<ObjectNode> around) {
            return data.path(name);
        }
    }

    /**
     * A value by JSON Pointer (RFC 6901), such as {@code /person/name}: in the data, or if they have none, in the
     * objects around them.
     */
    record Pointer(JsonPointer pointer) implements Source {
        @Override
        public JsonNode in(ObjectNode data, List<ObjectNode> around) {
            JsonNode value = data.at(pointer);
            for (int i = 0; i < around.size() && value.isMissingNode(); i++) {
                value = around.get(i).at(pointer);
            }
            return value;
        }
    }

    /** The same value for every record. */
    record Constant(JsonNode value) implements Source {
        @Override
        public JsonNode in(ObjectNode data, List<ObjectNode> around) {
            return value;
        }
    }

    /**
     * The first of several values that is neither blank nor a filler, or else the first that is there. A constant is
     * never a filler: the operator has set it.
     */
    record FirstOf(List<Source> sources) implements Source {
        public FirstOf {
            sources = List.copyOf(sources);
        }

        @Override
        public JsonNode in(ObjectNode data, List<ObjectNode> around) {
            JsonNode blank = MissingNode.getInstance();
            for (Source source : sources) {
                JsonNode value = source.in(data, around);
                if (!Texts.isBlank(value) && (source instanceof Constant || !Fillers.isTechnical(value))) {
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

    /** The pointers of this source that look inside a field. */
    default List<JsonPointer> nested() {
        return switch (this) {
            case Pointer(JsonPointer pointer) -> pointer.tail().matches() ? List.of() : List.of(pointer);
            case FirstOf(List<Source> sources) ->
                sources.stream().flatMap(source -> source.nested().stream()).toList();
            case Name name -> List.of();
            case Constant constant -> List.of();
        };
    }

    /** The names of the data's fields that this source reads. */
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
