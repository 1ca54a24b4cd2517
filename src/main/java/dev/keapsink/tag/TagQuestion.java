package dev.keapsink.tag;

import dev.keapsink.record.TagName;
import dev.keapsink.text.Blanks;
import dev.keapsink.text.Composed;
import java.util.Locale;

/**
 * A look-up of a tag that a record names. Only the account can say whether the tag exists.
 *
 * <p>Records can be made with ids and names that share one hash code. A map finds keys of one hash code fast if they
 * are comparable, but only within one class. So an id has an even hash code and a name an odd one.
 */
public sealed interface TagQuestion {

    /** Asks for the tag with this id. */
    record ById(long id) implements TagQuestion, Comparable<ById> {
        @Override
        public String subject() {
            return "id " + id;
        }

        @Override
        public String text() {
            return subject();
        }

        @Override
        public int compareTo(ById other) {
            return Long.compare(id, other.id);
        }

        @Override
        public int hashCode() {
            return 2 * Long.hashCode(id);
        }
    }

    /** Asks for the tag with this name, which may have to be created. */
    record ByName(TagName tag) implements TagQuestion, Comparable<ByName> {
        @Override
        public String subject() {
            return "name " + folded(tag.name());
        }

        @Override
        public String text() {
            return (tag.createMissing() ? "new " : "old ") + tag.name();
        }

        @Override
        public int compareTo(ByName other) {
            return tag.compareTo(other.tag);
        }

        @Override
        public int hashCode() {
            return 2 * tag.hashCode() + 1;
        }
    }

    /** A text that is equal for all questions about the same tag. */
    String subject();

    /** A text that is equal for equal questions only. */
    String text();

    /** A name in the form in which Keap compares it: ignoring case. */
    static String folded(String name) {
        return Composed.of(Blanks.strip(name)).toLowerCase(Locale.ROOT);
    }
}
