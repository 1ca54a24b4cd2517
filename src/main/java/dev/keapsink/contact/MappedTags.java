package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.contact.ContactMapping.Constants;
import dev.keapsink.contact.ContactMapping.TagSources;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.MappingNode;
import dev.keapsink.mapping.Source;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Item;
import dev.keapsink.record.Reason;
import dev.keapsink.record.TagName;
import dev.keapsink.record.TagPiece;
import dev.keapsink.record.TagTexts.Kind;
import dev.keapsink.text.Blanks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The entry {@code tags} of a mapping document: the tags of every contact, and the sources of a record's own tags. */
record MappedTags(Set<Long> ids, Set<TagName> names, TagSources sources) {

    private static final String TOO_LONG =
            "has more characters than the %d that Keap keeps".formatted(TagPiece.MAX_NAME);

    /**
     * Reads the list.
     *
     * @throws MappingError naming the offending item
     */
    static MappedTags of(MappingNode list) {
        MappedTags tags =
                new MappedTags(new LinkedHashSet<>(), new LinkedHashSet<>(), new TagSources(new ArrayList<>()));
        list.items().forEach(tags::add);
        return tags;
    }

    Constants constants(Optional<String> contactType) {
        return new Constants(ids, names, contactType);
    }

    private void add(MappingNode node) {
        if (node.json().isNumber() || node.json().isTextual()) {
            addConstant(node);
        } else if (node.child("name").isThere()) {
            node.having("name", "create_missing");
            names.add(new TagName(name(node.child("name")), mayBeMade(node)));
        } else if (node.child("ids_from").isThere()) {
            sources.list().add(from(node.having("ids_from"), "ids_from", Kind.IDS));
        } else if (node.child("names_from").isThere()) {
            sources.list().add(from(node.having("names_from", "create_missing"), "names_from", Kind.NAMES));
        } else if (node.child("from").isThere()) {
            sources.list().add(from(node.having("from", "create_missing"), "from", Kind.IDS_AND_NAMES));
        } else {
            throw node.error("must be a tag's id, its name, or an object with name, from, ids_from or names_from");
        }
    }

    private void addConstant(MappingNode node) {
        switch (constant(node)) {
            case TagPiece.Id byId -> ids.add(byId.id());
            case TagPiece.Name name -> names.add(new TagName(name(node), false));
        }
    }

    private static TagPiece constant(MappingNode node) {
        try {
            return TagPiece.of(new Item(1, stripped(node.json())));
        } catch (InvalidValue e) {
            throw node.error(
                    e.rejection().reason() == Reason.TOO_LONG
                            ? TOO_LONG
                            : "must be a tag's id, which is a positive whole number");
        }
    }

    private static JsonNode stripped(JsonNode json) {
        return json.isTextual() ? new TextNode(Blanks.strip(json.asText())) : json;
    }

    /**
     * Reads a source. A source of names may also hold ids if it is the record's own {@code tags}, as it may without an
     * entry.
     */
    private static TagSources.From from(MappingNode node, String name, Kind kind) {
        Source source = node.child(name).source();
        boolean ofOwn = TagSources.areOwn(source);
        return new TagSources.From(source, kind == Kind.NAMES && ofOwn ? Kind.IDS_AND_NAMES : kind, mayBeMade(node));
    }

    private static boolean mayBeMade(MappingNode node) {
        return node.child("create_missing").flag();
    }

    private static String name(MappingNode node) {
        String name = Blanks.strip(node.text());
        if (name.codePointCount(0, name.length()) > TagPiece.MAX_NAME) {
            throw node.error(TOO_LONG);
        }
        return name;
    }
}
