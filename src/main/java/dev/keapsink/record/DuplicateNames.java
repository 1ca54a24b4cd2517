package dev.keapsink.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads JSON in which an object names a field twice. The last value counts, unless an earlier one says that the record
 * is deleted.
 */
final class DuplicateNames {

    private static final ObjectReader SCALARS = new JsonMapper().readerFor(JsonNode.class);

    private DuplicateNames() {}

    /** The value that begins at the parser's current token. */
    static JsonNode value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return object(json);
        }
        return json.currentToken() == JsonToken.START_ARRAY ? array(json) : SCALARS.readValue(json);
    }

    private static ObjectNode object(JsonParser json) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            JsonNode value = value(json);
            JsonNode before = object.get(name);
            object.set(name, before != null && OperationMarks.isDelete(name, before) ? before : value);
        }
        return object;
    }

    private static ArrayNode array(JsonParser json) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(json));
        }
        return array;
    }
}
