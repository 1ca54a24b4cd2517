package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.value.Encoding;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Bodies of requests, as far as they are values at their places. */
public final class Body {

    private Body() {}

    /** Puts values at their places. */
    public static void put(ObjectNode object, Map<Field, Value> values, Encoding encoding) {
        values.forEach((field, value) -> field.place().put(object, encoded(value.content(), encoding)));
    }

    private static JsonNode encoded(JsonNode content, Encoding encoding) {
        if (content.isNull()) {
            return encoding.clear() == Encoding.Clear.EMPTY ? new TextNode("") : content;
        }
        if (content.isArray() && encoding.list() == Encoding.Many.COMMA) {
            return new TextNode(StreamSupport.stream(content.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(",")));
        }
        return content;
    }

    /** What a body and its values ask of Keap, as one document: the same for two that would do the same to an object. */
    public static ObjectNode canonical(ObjectNode body, Map<Field, Value> values) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.set("body", body);
        // What depends on the object says more than its body without one: that leaves out what needs another value
        // beside it.
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
