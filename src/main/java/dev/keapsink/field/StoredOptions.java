package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.Item;
import dev.keapsink.record.ListReader;
import dev.keapsink.value.Texts;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the options of a list field that an object in Keap has, in the forms in which accounts show them. */
public final class StoredOptions {

    private StoredOptions() {}

    /** A value of a merged field together with the options that the object has already. */
    public static Value united(JsonNode there, Value value) {
        if (!(value.content() instanceof ArrayNode options) || Texts.isBlank(there)) {
            return value;
        }
        boolean ids = !options.isEmpty() && options.path(0).isNumber();
        Set<String> known = options.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        return value.unitedWith(listed(there, ids, known));
    }

    /**
     * The object's value as a list of texts or ids, in the forms in which accounts show it. Any other item is ignored.
     *
     * @param known options, which may hold a comma
     */
    private static ArrayNode listed(JsonNode there, boolean ids, Set<String> known) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Stream<String> items = there instanceof ArrayNode array
                ? array.valueStream()
                        .filter(item -> item.isValueNode() && !Texts.isBlank(item))
                        .map(JsonNode::asText)
                : ListReader.optionsOfKeap(there.asText(), known::contains).stream()
                        .map(Item::text);
        items.map(item -> ids && item.matches("\\d{1,18}(\\.0)?")
                        ? LongNode.valueOf(Long.parseLong(item.replace(".0", "")))
                        : new TextNode(item))
                .forEach(list::add);
        return list;
    }
}
