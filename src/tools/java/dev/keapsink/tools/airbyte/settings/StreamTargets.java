package dev.keapsink.tools.airbyte.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.app.MappingCheck;
import dev.keapsink.credential.SecretDetector;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.mapping.MappingDocument;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.record.Excerpt;
import dev.keapsink.record.ObjectType;
import dev.keapsink.text.Blanks;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the setting of the streams. */
final class StreamTargets {

    static final String NAME = "streams";

    private static final List<String> NAMES =
            Arrays.stream(ObjectType.values()).map(ObjectType::stream).toList();

    private static final Set<String> PARTS = Set.of("object", "mapping", "key_prefix");

    private final Map<String, String> variables;
    private final Complaints complaints;
    private final Map<String, StreamTarget> targets = new LinkedHashMap<>();

    private StreamTargets(Map<String, String> variables, Complaints complaints) {
        this.variables = variables;
        this.complaints = complaints;
    }

    /**
     * The targets by the names of the source's streams, in the order of the document.
     *
     * @param json the document as an object or as a text
     * @param variables the function's variables, by which mappings are read
     */
    static Map<String, StreamTarget> read(JsonNode json, Map<String, String> variables, Complaints complaints) {
        StreamTargets reader = new StreamTargets(variables, complaints);
        reader.document(json).properties().forEach(entry -> reader.stream(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(reader.targets);
    }

    private ObjectNode document(JsonNode json) {
        // A misplaced secret in it would be shown with the name of a stream.
        if (SecretDetector.isIn(json.isTextual() ? json.asText() : json.toString())) {
            complaints.misplacedSecret(NAME, "a JSON object of streams and objects");
        } else if (json instanceof ObjectNode object) {
            return object;
        } else {
            try {
                return MappingDocument.of(json.asText());
            } catch (MappingError e) {
                complaints.problem(NAME + " " + e.getMessage());
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private void stream(String name, JsonNode json) {
        String path = NAME + "." + Excerpt.text(name);
        if (json.isTextual()) {
            type(path, json)
                    .ifPresent(type -> targets.put(name, new StreamTarget(type, Optional.empty(), Optional.empty())));
        } else if (json.isObject()) {
            target(path, name, json);
        } else {
            complaints.wrongKind(path, json, "the name of an object, or {\"object\": …, \"mapping\": …}");
        }
    }

    private void target(String path, String name, JsonNode json) {
        json.fieldNames().forEachRemaining(part -> {
            if (!PARTS.contains(part)) {
                complaints.problem("%s.%s means nothing%s; allowed are object, mapping and key_prefix"
                        .formatted(path, Excerpt.text(part), DidYouMean.suggestion(part, PARTS)));
            }
        });
        Optional<ObjectType> type =
                json.has("object") ? type(path + ".object", json.path("object")) : Optional.of(ObjectType.CONTACTS);
        Optional<String> prefix = prefix(path + ".key_prefix", json.path("key_prefix"));
        type.ifPresent(object -> targets.put(
                name, new StreamTarget(object, mapping(path + ".mapping", json.path("mapping"), object), prefix)));
    }

    private Optional<ObjectType> type(String path, JsonNode json) {
        Optional<ObjectType> type = ObjectType.ofStream(Blanks.strip(json.asText()));
        if (type.isEmpty()) {
            complaints.problem("%s is no object of Keap; it must be one of %s%s"
                    .formatted(path, String.join(", ", NAMES), DidYouMean.suggestion(json.asText(), NAMES)));
        }
        return type;
    }

    private Optional<ObjectNode> mapping(String path, JsonNode json, ObjectType type) {
        if (json instanceof ObjectNode mapping) {
            MappingCheck.complaint(type, mapping, variables)
                    .ifPresent(complaint -> complaints.problem(path + ": " + complaint));
            return Optional.of(mapping);
        }
        if (!(json instanceof MissingNode)) {
            complaints.wrongKind(path, json, "an object, as the page on mappings describes it");
        }
        return Optional.empty();
    }

    private Optional<String> prefix(String path, JsonNode json) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        if (!json.isTextual() || Blanks.isBlank(json.asText())) {
            complaints.problem(path + " must be a text such as crm-");
            return Optional.empty();
        }
        return Optional.of(json.asText());
    }
}
