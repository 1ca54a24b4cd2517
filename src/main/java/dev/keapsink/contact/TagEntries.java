package dev.keapsink.contact;

import dev.keapsink.contact.ContactMapping.Constants;
import dev.keapsink.contact.ContactMapping.TagSources;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.Node;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.TagIds;
import dev.keapsink.record.TagName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The list {@code tags} of the mapping document: what every contact gets, and where a record's own tags come from. */
record TagEntries(Set<Long> ids, Set<TagName> names, TagSources sources) {

    /**
     * Reads the list; there need not be one.
     *
     * @throws MappingError naming the offending entry
     */
    static TagEntries of(Node list) {
        TagEntries entries = new TagEntries(
                new LinkedHashSet<>(), new LinkedHashSet<>(), new TagSources(new ArrayList<>(), new ArrayList<>()));
        list.items().forEach(entries::add);
        return new TagEntries(
                entries.ids,
                entries.names,
                new TagSources(List.copyOf(entries.sources.ids()), List.copyOf(entries.sources.names())));
    }

    /** What every contact gets, with the contact type for records that name none. */
    Constants constants(Optional<String> contactType) {
        return new Constants(ids, names, contactType);
    }

    private void add(Node node) {
        if (node.json().isNumber()) {
            ids.add(id(node));
        } else if (node.json().isTextual()) {
            names.add(new TagName(node.text().strip(), false));
        } else if (node.child("name").isThere()) {
            node.having("name", "create_missing");
            names.add(new TagName(node.child("name").text().strip(), mayCreate(node)));
        } else if (node.child("ids_from").isThere()) {
            sources.ids().add(node.having("ids_from").child("ids_from").source());
        } else if (node.child("names_from").isThere()) {
            node.having("names_from", "create_missing");
            sources.names().add(new TagSources.Names(node.child("names_from").source(), mayCreate(node)));
        } else {
            throw node.error("must be a tag's id, its name, or an object with name, ids_from or names_from");
        }
    }

    private static boolean mayCreate(Node node) {
        return node.child("create_missing").flag();
    }

    private static long id(Node node) {
        try {
            return TagIds.of(node.json()).iterator().next();
        } catch (InvalidValue e) {
            throw node.error("must be a tag's id, which is a positive whole number");
        }
    }
}
