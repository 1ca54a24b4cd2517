package dev.keapsink.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/** One tag as a record names it, by id or by name. */
public sealed interface TagPiece {

    /** Keap cuts longer names (v2 reference, Create Tag), so that a look-up would never find one. */
    int MAX_NAME = 255;

    /**
     * A tag by its id. A number is an id even if a tag has it as its name.
     *
     * @param text as the record writes it
     */
    record Id(long id, String text) implements TagPiece {}

    /** A tag by its name. */
    record Name(String text) implements TagPiece {}

    /** The tag as the record writes it. */
    String text();

    /**
     * Reads an item of a list that may hold both ids and names.
     *
     * @throws InvalidValue if the item is neither
     */
    static TagPiece of(Item item) {
        String text = item.text();
        if (Numeric.isPlainId(text) || Numeric.ID.matcher(text).matches()) {
            return new Id(Long.parseLong(whole(text)), text);
        }
        if (item.json().isNumber()
                || item.json().isBoolean()
                || Numeric.NOT_IDS.matcher(text).matches()) {
            throw new InvalidValue("tags", "must be names or ids of tags; %s is not".formatted(item.inWords()));
        }
        return new Name(name(item, text));
    }

    private static String whole(String number) {
        int point = number.indexOf('.');
        return point < 0 ? number : number.substring(0, point);
    }

    /**
     * Reads an item of a list that holds only ids.
     *
     * @throws InvalidValue if the item is not an id
     */
    static TagPiece.Id idOf(Item item) {
        if (of(item) instanceof Id id) {
            return id;
        }
        throw new InvalidValue(
                "tags", "must be tag ids, which are positive whole numbers; %s is not".formatted(item.inWords()));
    }

    /**
     * Reads an item of a list that holds only names; a number is a name there.
     *
     * @throws InvalidValue if the item is not a name
     */
    static TagPiece.Name nameOf(Item item) {
        if (item.json().isBoolean()) {
            throw new InvalidValue("tags", "must be names of tags; %s is not".formatted(item.inWords()));
        }
        return new Name(name(item, item.text()));
    }

    private static String name(Item item, String name) {
        int length = name.codePointCount(0, name.length());
        if (length > MAX_NAME) {
            throw new InvalidValue(new Outcome.Rejected(
                    Reason.TOO_LONG,
                    "tags",
                    "holds a name of %d characters (item %d), and Keap keeps no more than %d."
                            .formatted(length, item.number(), MAX_NAME)));
        }
        if (!UTF_8.newEncoder().canEncode(name)) {
            throw new InvalidValue(
                    "tags", "holds half of a character (a lone surrogate) in item %d".formatted(item.number()));
        }
        return name;
    }

    /** Recognises numbers in texts. */
    final class Numeric {
        private static final Pattern ID = Pattern.compile("0*[1-9][0-9]{0,17}(\\.0{1,9})?");

        /** Numbers that are not ids. 000 is not among them: it may be the end of a name such as "Spent 1,000". */
        private static final Pattern NOT_IDS = Pattern.compile("0|[-+][0-9]+(\\.[0-9]+)?|[0-9]+\\.[0-9]+|[0-9]{19,}");

        private static final int LONGEST = 18;

        private Numeric() {}

        /** Whether a text is an id in the usual form: digits alone, without a leading zero. */
        private static boolean isPlainId(String text) {
            int length = text.length();
            if (length == 0 || length > LONGEST || text.charAt(0) == '0') {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    return false;
                }
            }
            return true;
        }
    }
}
