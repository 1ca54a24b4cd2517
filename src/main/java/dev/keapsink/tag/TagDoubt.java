package dev.keapsink.tag;

import dev.keapsink.value.Emails;
import dev.keapsink.value.Fillers;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a text that stands for the name of a tag is instead, as far as can be seen. If the account has a tag of that very name, it
 * is meant all the same; but none is made.
 */
public enum TagDoubt {
    /** Nothing is meant. */
    FILLER(""),
    ADDRESS(" (an e-mail address)"),
    PIECE_OF_LIST(" (a piece of a broken list)");

    private static final Pattern BEGINNING = Pattern.compile("[\\[{]\\s*[\"'].*", Pattern.DOTALL);

    private final String inBrackets;

    TagDoubt(String inBrackets) {
        this.inBrackets = inBrackets;
    }

    /** An addition to the name in a complaint. */
    public String inBrackets() {
        return inBrackets;
    }

    /** Nothing if the text may well be a name. */
    public static Optional<TagDoubt> of(String name) {
        if (Fillers.meansNothing(name)) {
            return Optional.of(FILLER);
        }
        if (Emails.isOne(Emails.bare(name))) {
            return Optional.of(ADDRESS);
        }
        return BEGINNING.matcher(name).matches() || isCut(name) || isOpen(name, '[', ']') || isOpen(name, '{', '}')
                ? Optional.of(PIECE_OF_LIST)
                : Optional.empty();
    }

    /** It opens what it does not close; the other way about may be a smile. */
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
