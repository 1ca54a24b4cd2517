package dev.keapsink.tools.airbyte.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.app.MappingCheck;
import dev.keapsink.record.ObjectType;
import java.util.Optional;

/**
 * What a stream of the source becomes in Keap.
 *
 * @param mapping what the mapping document says of this type alone; empty if fields are matched by their names
 * @param keyPrefix the beginning of the keys of the stream's records, so that equal keys of two sources stay apart
 */
public record StreamTarget(ObjectType object, Optional<ObjectNode> mapping, Optional<String> keyPrefix) {

    /** What a stream without a target of its own becomes. */
    public static final StreamTarget CONTACTS =
            new StreamTarget(ObjectType.CONTACTS, Optional.empty(), Optional.empty());

    /** The mapping as a whole document for {@code KEAP_SINK_MAPPING}. */
    public Optional<String> mappingDocument() {
        return mapping.map(part -> MappingCheck.document(object, part));
    }
}
