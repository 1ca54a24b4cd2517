package dev.keapsink.record;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the tag ids of a setting. */
public final class TagIds {

    private TagIds() {}

    /**
     * The ids in a text, in order.
     *
     * @throws InvalidValue naming the item that is not an id, or if there are too many
     */
    public static Set<Long> of(String text) {
        Set<Long> ids = new LinkedHashSet<>();
        ListReader.options("tags", new TextNode(text), option -> false)
                .forEach(item -> ids.add(TagPiece.idOf(item).id()));
        TagTexts.checkNumber(ids.size());
        return ids;
    }
}
