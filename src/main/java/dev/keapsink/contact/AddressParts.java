package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.LeftOut;
import dev.keapsink.field.Mapping;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.value.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Selects the parts of a nested address that Keap could take. Any other part is left out, and the record is written
 * without it.
 */
final class AddressParts {

    private static final String NO_COUNTRY =
            "is left out, because its address has no country; send one, or set KEAP_SINK_COUNTRY";

    private final String slot;
    private final Mapping mapping;
    private final Map<String, JsonNode> byName;
    private final List<LeftOut> leftOut = new ArrayList<>();

    /**
     * @param slot the beginning of the labels of the slot's fields
     * @param byName the record's other values
     */
    AddressParts(String slot, Mapping mapping, Map<String, JsonNode> byName) {
        this.slot = slot;
        this.mapping = mapping;
        this.byName = byName;
    }

    /** The parts that were left out. */
    List<LeftOut> leftOut() {
        return leftOut;
    }

    /** The parts that can be written. A region needs its country. */
    Map<String, JsonNode> of(Map<String, JsonNode> parts) {
        Map<String, JsonNode> usable = new TreeMap<>();
        parts.forEach((part, json) -> why(part, json)
                .ifPresentOrElse(why -> leftOut.add(new LeftOut(slot + part, why)), () -> usable.put(part, json)));
        if (usable.containsKey("region") && !usable.containsKey("country") && !isSetElsewhere(field("country"))) {
            Optional<String> country = mapping.conventions().country().filter(agreed -> !parts.containsKey("country"));
            if (country.isPresent()) {
                usable.put("country", new TextNode(country.get()));
            } else {
                usable.remove("region");
                leftOut.add(new LeftOut(slot + "region", NO_COUNTRY));
            }
        }
        return usable;
    }

    /** Why a part cannot be written or means "no value"; empty if it can be written. */
    private Optional<String> why(String part, JsonNode json) {
        Field field = field(part);
        try {
            Optional<String> nothing = field.kind().whyNothing(field.label(), json);
            if (nothing.isEmpty()) {
                field.value(json, mapping.otherwise(), mapping.conventions());
            }
            return nothing;
        } catch (InvalidValue e) {
            return Optional.of(e.rejection().detail());
        }
    }

    private boolean isSetElsewhere(Field field) {
        return mapping.fields().containsKey(field)
                || ContactNames.ALL.of(field.label()).stream()
                        .anyMatch(name -> !Texts.isBlank(byName.getOrDefault(name, MissingNode.getInstance())));
    }

    private Field field(String part) {
        return ContactFields.named(slot + part);
    }
}
