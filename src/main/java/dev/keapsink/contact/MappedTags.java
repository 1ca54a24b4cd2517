package dev.keapsink.contact;

import dev.keapsink.contact.ContactMapping.Constants;
import dev.keapsink.contact.ContactMapping.TagSources;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.Node;
import dev.keapsink.mapping.Source;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.TagIds;
import dev.keapsink.record.TagName;
import dev.keapsink.text.Blanks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The entry {@code tags} of a mapping document: what every contact gets, and where a record's own tags are. */
record MappedTags(Set<Long> ids, Set<TagName> names, TagSources sources) {

    /**
     * Reads the list.
     *
     * @throws MappingError naming the offending item
     */
    static MappedTags of(Node list) {
        MappedTags tags = new MappedTags(
                new LinkedHashSet<>(), new LinkedHashSet<>(), new TagSources(new ArrayList<>(), new ArrayList<>()));
        list.items().forEach(tags::add);
        return tags;
    }

    Constants constants(Optional<String> contactType) {
        return new Constants(ids, names, contactType);
    }

    private void add(Node node) {
        if (node.json().isNumber()) {
            ids.add(id(node));
        } else if (node.json().isTextual()) {
            names.add(new TagName(name(node), false));
        } else if (node.child("name").isThere()) {
            node.having("name", "create_missing");
            names.add(new TagName(name(node.child("name")), mayBeMade(node)));
        } else if (node.child("ids_from").isThere()) {
            Source source = node.having("ids_from").child("ids_from").source();
            sources.ids().add(source);
        } else if (node.child("names_from").isThere()) {
            node.having("names_from", "create_missing");
            sources.names().add(new TagSources.Names(node.child("names_from").source(), mayBeMade(node)));
        } else {
            throw node.error("must be a tag's id, its name, or an object with name, ids_from or names_from");
        }
    }

    private static boolean mayBeMade(Node node) {
        return node.child("create_missing").flag();
    }

    private static long id(Node node) {
        try {
            return TagIds.of(node.json()).iterator().next();
        } catch (InvalidValue e) {
            throw node.error("must be a tag's id, which is a positive whole number");
        }
    }

    private static String name(Node node) {
        String name = Blanks.strip(node.text());
        if (name.codePointCount(0, name.length()) > ContactMapper.MAX_TAG_NAME) {
            throw node.error("has more characters than the %d that Keap keeps".formatted(ContactMapper.MAX_TAG_NAME));
        }
        return name;
    }
}
