package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.airbyte.settings.StreamTarget;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Divides the streams among pipelines. A pipeline has one mapping for each type of object, so two streams that become the
 * same type by different mappings need two of them.
 */
final class Deployments {

    private final List<Map<ObjectType, Optional<ObjectNode>>> pipelines = new ArrayList<>();

    /** The number of the pipeline that writes a stream with this target. */
    int add(StreamTarget target) {
        for (int number = 0; number < pipelines.size(); number++) {
            Optional<ObjectNode> before = pipelines.get(number).putIfAbsent(target.object(), target.mapping());
            if (before == null || before.equals(target.mapping())) {
                return number;
            }
        }
        Map<ObjectType, Optional<ObjectNode>> another = new EnumMap<>(ObjectType.class);
        another.put(target.object(), target.mapping());
        pipelines.add(another);
        return pipelines.size() - 1;
    }

    /**
     * The sink's variables for each pipeline.
     *
     * @param common what all of them have
     */
    List<Map<String, String>> variables(Map<String, String> common) {
        return pipelines.stream().map(types -> variables(common, types)).toList();
    }

    private static Map<String, String> variables(
            Map<String, String> common, Map<ObjectType, Optional<ObjectNode>> types) {
        Map<String, String> variables = new HashMap<>(common);
        variables.put(
                "KEAP_SINK_STREAMS",
                types.keySet().stream().map(ObjectType::stream).collect(Collectors.joining(",")));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        types.forEach((type, mapping) -> mapping.ifPresent(part -> {
            if (type == ObjectType.CONTACTS) {
                document.setAll(part);
            } else {
                document.set(type.stream(), part);
            }
        }));
        if (!document.isEmpty()) {
            variables.put("KEAP_SINK_MAPPING", document.toString());
        }
        return variables;
    }
}
