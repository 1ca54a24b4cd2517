package dev.keapsink.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.StoredOptions;
import dev.keapsink.field.Value;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Texts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An object as v2 shows it.
 *
 * @param document with all fields that a change can write
 */
record ExistingDocument(ObjectNode document) {

    /** The names by which v2 shows when an object was created. */
    private static final List<String> CREATION_TIMES = List.of("create_time", "created_time", "creation_time");

    /** Whether an update with this body has to be merged first, because v2 replaces lists and objects as a whole. */
    static boolean needsMerging(ObjectNode body) {
        return body.valueStream().anyMatch(JsonNode::isContainerNode);
    }

    /** The part of a change that is to be written: a fill leaves out a field that has a value, a merge adds options. */
    Change left(Change change) {
        SortedMap<Field, Value> left = new TreeMap<>();
        change.values().forEach((field, value) -> {
            JsonNode there = field.place().in(document);
            if (value.write() != Write.FILL || value.afresh() || Texts.isBlank(there)) {
                left.put(field, value.write() == Write.MERGE ? StoredOptions.united(there, value) : value);
            }
        });
        return change.withOnly(left);
    }

    /** The body with the rest of the lists and objects that it touches. */
    ObjectNode merged(ObjectNode body) {
        ObjectNode merged = body.deepCopy();
        for (Map.Entry<String, JsonNode> property : body.properties()) {
            JsonNode there = document.path(property.getKey());
            if (property.getValue() instanceof ObjectNode object && there instanceof ObjectNode before) {
                ObjectNode all = before.deepCopy();
                all.setAll(object);
                merged.set(property.getKey(), all);
            } else if (property.getValue() instanceof ArrayNode items && there instanceof ArrayNode before) {
                merged.set(property.getKey(), merged(before, items));
            }
        }
        return merged;
    }

    /** Items are told apart by their ids. One without content means nothing. */
    private static ArrayNode merged(ArrayNode before, ArrayNode items) {
        Map<String, JsonNode> byId = new TreeMap<>();
        before.forEach(item -> {
            if (!item.path("content").isNull() && !item.path("content").isMissingNode()) {
                byId.put(item.path("id").asText(), item);
            }
        });
        items.forEach(item -> byId.put(item.path("id").asText(), item));
        return items.arrayNode().addAll(byId.values());
    }

    /** Whether an update with this body would change nothing. */
    boolean has(ObjectNode merged) {
        return merged.properties().stream().allMatch(property -> has(property.getKey(), property.getValue()));
    }

    /** Whether the object was created before a time. One that does not show when it was created counts as younger. */
    boolean isOlderThan(Instant time) {
        return CREATION_TIMES.stream()
                .flatMap(name -> moment(document.path(name).asText("")).stream())
                .anyMatch(time::isAfter);
    }

    private boolean has(String name, JsonNode value) {
        JsonNode there = document.path(name);
        return (value instanceof ArrayNode items && there instanceof ArrayNode before)
                ? merged(before, before.arrayNode()).equals(items)
                : isSame(value, there);
    }

    /** Keap may show a number, a moment or the end of a line in another form than it took it. */
    private static boolean isSame(JsonNode value, JsonNode there) {
        if (value.isNumber() && there.isNumber()) {
            return value.decimalValue().compareTo(there.decimalValue()) == 0;
        }
        if (value.isTextual() && there.isTextual()) {
            String text = value.textValue();
            String other = there.textValue();
            return inLines(text).equals(inLines(other))
                    || moment(text)
                            .filter(one -> moment(other).filter(one::equals).isPresent())
                            .isPresent();
        }
        return value.equals(there);
    }

    private static List<String> inLines(String text) {
        return Blanks.strip(text).lines().toList();
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
