package dev.keapsink.tools.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.mapping.MappingDocument;
import dev.keapsink.tools.records.MappingOffer.Entry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The mapping that is set already, without its constants and conditions; an automatic one if none is set. */
final class PresentMapping {
    private static final String FIELDS = "fields";

    private final ObjectNode document;

    private PresentMapping(ObjectNode document) {
        this.document = document;
    }

    /** Reads a document that is known to be a mapping. */
    static PresentMapping of(Optional<String> document) {
        return new PresentMapping(document.map(MappingDocument::of)
                .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("automatic", true)));
    }

    /** Returns the fields with an entry. An entry for a column that the file does not have leaves its field free. */
    Set<String> fields(Set<String> columns) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        document.path(FIELDS).properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        fields.values().removeIf(source -> isMissing(source, columns));
        return fields.keySet();
    }

    /** Returns the columns that entries read by their plain names, and that the file does not have. */
    List<String> missing(Set<String> columns) {
        return List.of(FIELDS, "custom_fields").stream()
                .flatMap(part -> document.path(part).valueStream())
                .filter(source -> isMissing(source, columns))
                .map(JsonNode::asText)
                .toList();
    }

    /** Returns the names of columns that count as the address: its usual name, and those that its entry reads. */
    Set<String> addresses() {
        Set<String> names = new LinkedHashSet<>(Set.of("email"));
        addNames(document.path(FIELDS).path("email1"), names);
        return names;
    }

    private static void addNames(JsonNode source, Set<String> names) {
        if (source.isTextual()) {
            names.add(source.asText().strip());
        } else if (source.isArray()) {
            source.forEach(one -> addNames(one, names));
        } else if (source.isObject()) {
            addNames(source.path("from"), names);
        }
    }

    private static boolean isMissing(JsonNode source, Set<String> columns) {
        return source.isTextual()
                && !source.asText().startsWith("/")
                && !columns.contains(source.asText().strip());
    }

    /** Returns the document with more entries. A field that has one already takes the first of both. */
    ObjectNode with(List<Entry> entries) {
        ObjectNode merged = document.deepCopy();
        ObjectNode fields = merged.withObject("/" + FIELDS);
        for (Entry entry : entries) {
            JsonNode present = fields.path(entry.target());
            if (present.isMissingNode()) {
                fields.put(entry.target(), entry.source());
            } else {
                fields.putArray(entry.target()).add(present).add(entry.source());
            }
        }
        return merged;
    }
}
