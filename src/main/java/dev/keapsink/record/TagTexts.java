package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.ListReader.Listed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tags of a record, by ids or names, in all the ways in which producers write lists. */
public final class TagTexts {

    /** Every tag costs a call. A record with more tags could not be finished within one invocation. */
    public static final int MAX_TAGS = 50;

    /** A reject has no room for more faults. */
    private static final int MOST_FAULTS = 10;

    private TagTexts() {}

    /** How the items of a list are read. */
    public enum Kind {
        /** A number is an id, and any other item a name. */
        IDS_AND_NAMES,
        /** A name is refused. */
        IDS,
        /** A number is a name too. */
        NAMES;

        private TagPiece of(Item item) {
            return switch (this) {
                case IDS_AND_NAMES -> TagPiece.of(item);
                case IDS -> TagPiece.idOf(item);
                case NAMES -> TagPiece.nameOf(item);
            };
        }
    }

    /** The tags of a message attribute. */
    static List<TagText> ofText(String text) {
        return of(new TextNode(text), Kind.IDS_AND_NAMES);
    }

    /** The tags of an envelope; none for an absent or empty value. */
    static List<TagText> of(@Nullable JsonNode json) {
        return json == null ? List.of() : of(json, Kind.IDS_AND_NAMES);
    }

    /**
     * The tags that a JSON value lists, in order and each once; {@code false} lists none.
     *
     * @throws InvalidValue naming the items that are not tags, or if there are too many
     */
    public static List<TagText> of(JsonNode json, Kind kind) {
        if (json.isBoolean() && !json.booleanValue()) {
            return List.of();
        }
        Listed listed = ListReader.of("tags", json);
        Set<String> different = new LinkedHashSet<>();
        List<TagPiece> pieces = new ArrayList<>();
        List<TagText> texts = new ArrayList<>();
        Faults faults = new Faults();
        for (Item item : listed.items()) {
            Optional<TagPiece> piece = faults.reading(() -> kind.of(item));
            piece.ifPresent(pieces::add);
            if (piece.isPresent() && different.add(item.text())) {
                texts.add(TagText.of(piece.get()));
            }
            if (faults.all().size() == MOST_FAULTS) {
                break;
            }
        }
        faults.check();
        checkNumber(different.size());
        return mayBeOne(listed, pieces) ? List.of(new TagText(listed.text(), pieces)) : texts;
    }

    /**
     * Whether the whole list may be the name of one tag. A name may have commas and brackets, but a list of ids alone
     * is not a name. In a list with quotation marks, a name with a separator would be quoted.
     */
    private static boolean mayBeOne(Listed listed, List<TagPiece> pieces) {
        return mayBeName(listed)
                && !listed.isQuoted()
                && (pieces.size() > 1 || Brackets.isOne(listed.text()))
                && pieces.size() <= MAX_TAGS
                && pieces.stream().anyMatch(TagPiece.Name.class::isInstance);
    }

    /** Whether the notation of a list allows a name, which has only one line. */
    private static boolean mayBeName(Listed listed) {
        return switch (listed.form()) {
            case COMMAS, BARS, ONE -> true;
            case SEMICOLONS -> listed.text().chars().noneMatch(character -> character == '\n' || character == '\r');
            case JSON, COLONS -> false;
        };
    }

    /**
     * Checks the number of tags of one record.
     *
     * @throws InvalidValue if there are too many
     */
    public static void checkNumber(int tags) {
        if (tags > MAX_TAGS) {
            throw new InvalidValue("tags", "must not be more than %d tags".formatted(MAX_TAGS));
        }
    }
}
