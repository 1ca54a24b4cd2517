package dev.keapsink.field;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.mapping.MappingDocument;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.MappingNode;
import dev.keapsink.record.ObjectType;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Divides a mapping document by types of object. The mapping of contacts stands at the top, and that of any other type
 * below the name of its stream.
 *
 * @param contacts what is left of the document without the other parts
 * @param others the mappings of other types that the document has
 * @param names further names of streams, which may be absent
 */
public record MappingParts(MappingNode contacts, Map<ObjectType, MappingNode> others, MappingNode names) {

    /** The entry for further names of streams. */
    static final String NAMES = "streams";

    /** The names of the parts that are not about contacts. */
    public static final List<String> BESIDE_CONTACTS = Stream.concat(
                    Stream.of(NAMES),
                    Arrays.stream(ObjectType.values())
                            .filter(type -> type != ObjectType.CONTACTS)
                            .map(ObjectType::stream))
            .toList();

    public MappingParts {
        others = Collections.unmodifiableMap(new EnumMap<>(others));
    }

    /**
     * Divides a document.
     *
     * @throws MappingError if the text is no JSON object, or names contacts as a part
     */
    public static MappingParts of(String text) {
        ObjectNode document = MappingDocument.of(text);
        MappingNode all = MappingNode.of(document);
        if (document.has(ObjectType.CONTACTS.stream())) {
            throw all.child(ObjectType.CONTACTS.stream())
                    .error("is no part of the document: the mapping of contacts stands at its top");
        }
        Map<ObjectType, MappingNode> others = new EnumMap<>(ObjectType.class);
        for (ObjectType type : ObjectType.values()) {
            MappingNode part = all.child(type.stream());
            if (part.isThere()) {
                others.put(type, part);
            }
        }
        return new MappingParts(MappingNode.of(document.deepCopy().without(BESIDE_CONTACTS)), others, all.child(NAMES));
    }

    /** Whether the document is about other streams alone, so that contacts are mapped by the names of their fields. */
    public boolean saysNothingOfContacts() {
        return (!others.isEmpty() || names.isThere()) && contactParts().isEmpty();
    }

    /** The parts of the contacts' mapping that the document has. The encoding is for every type. */
    public List<String> contactParts() {
        return contacts.children().stream()
                .map(MappingNode::name)
                .filter(name -> !name.equals("encoding"))
                .toList();
    }
}
