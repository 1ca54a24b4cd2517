package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.FieldType.Emptied;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.value.Encoding;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes values into the bodies of requests. */
public final class Body {

    private Body() {}

    /** Puts each value at the path of its field, in the account's encoding. */
    public static void put(ObjectNode object, Map<Field, Value> values, Encoding encoding) {
        values.forEach((field, value) -> field.place().put(object, encoded(field, value.content(), encoding)));
    }

    private static JsonNode encoded(Field field, JsonNode content, Encoding encoding) {
        if (content.isNull()) {
            return encoding.clear() == Encoding.Clear.EMPTY && field.kind().emptied() == Emptied.AS_ENCODED
                    ? new TextNode("")
                    : content;
        }
        if (content.isArray() && encoding.list() == Encoding.Many.COMMA) {
            return new TextNode(StreamSupport.stream(content.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(",")));
        }
        // A field that is a part of the list is put into it.
        return content.deepCopy();
    }

    /**
     * Combines a body and its values into one document. Two requests that would change an object alike have equal
     * documents.
     */
    public static ObjectNode canonical(ObjectNode body, Map<Field, Value> values) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.set("body", body);
        // The body is built without the existing object, and leaves out a value that needs another one beside it.
        // Values that depend on the object are therefore listed here.
        ObjectNode writes = request.putObject("writes");
        values.forEach((field, value) -> {
            if (value.write() != Write.OVERWRITE) {
                writes.putArray(field.label())
                        .add(value.write().name())
                        .add(value.content())
                        .add(value.afresh());
            }
        });
        return request;
    }
}
