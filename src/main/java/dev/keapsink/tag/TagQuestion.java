package dev.keapsink.tag;

import dev.keapsink.record.TagName;
import dev.keapsink.text.Blanks;
import dev.keapsink.text.Composed;
import java.util.Locale;

/**
 * A tag that a record means, and of which only the account can say whether it is there.
 *
 * <p>Records choose the ids and names, also such that all have one hash code. Maps put keys with one hash code in order if these can
 * be compared, and find them as quickly as others; but only keys of one class. So an id has an even hash code and a name an odd one.
 */
public sealed interface TagQuestion {

    /** The tag with this id. */
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

    /** The tag of this name, which may have to be made. */
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

    /** The same for all questions that mean the same tag. */
    String subject();

    /** The same for equal questions, and for no others. */
    String text();

    /** A name as Keap compares it: without regard to case. */
    static String folded(String name) {
        return Composed.of(Blanks.strip(name)).toLowerCase(Locale.ROOT);
    }
}
