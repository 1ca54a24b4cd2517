package dev.keapsink.tag;

import dev.keapsink.value.Emails;
import dev.keapsink.value.Fillers;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The reasons to doubt that a text is the name of a tag. If the account has a tag of exactly that name, the tag is used
 * all the same; but no tag is created.
 */
public enum TagDoubt {
    /** A word for "no value". */
    FILLER(""),
    ADDRESS(" (an e-mail address)"),
    PIECE_OF_LIST(" (a piece of a broken list)");

    private static final Pattern LIST_BEGINNING = Pattern.compile("[\\[{]\\s*[\"'].*", Pattern.DOTALL);

    private final String inBrackets;

    TagDoubt(String inBrackets) {
        this.inBrackets = inBrackets;
    }

    /** A remark that follows the name in a fault. */
    public String inBrackets() {
        return inBrackets;
    }

    /** The reason to doubt a text; empty if it may well be a name. */
    public static Optional<TagDoubt> of(String name) {
        if (Fillers.meansNothing(name)) {
            return Optional.of(FILLER);
        }
        if (Emails.isOne(Emails.bare(name))) {
            return Optional.of(ADDRESS);
        }
        return LIST_BEGINNING.matcher(name).matches() || isCut(name) || isOpen(name, '[', ']') || isOpen(name, '{', '}')
                ? Optional.of(PIECE_OF_LIST)
                : Optional.empty();
    }

    /**
     * Whether the text opens brackets or quotes that it does not close. One that only closes brackets may be a smiley.
     */
    private static boolean isCut(String name) {
        return name.chars().filter(character -> character == '(').count()
                        > name.chars().filter(character -> character == ')').count()
                || (name.startsWith("\"")
                        && name.chars().filter(character -> character == '"').count() % 2 == 1);
    }

    private static boolean isOpen(String name, char opening, char closing) {
        return name.chars().filter(character -> character == opening).count()
                != name.chars().filter(character -> character == closing).count();
    }
}
