package dev.keapsink.tag;

import dev.keapsink.record.TagName;
import java.util.Locale;

/** A tag that a record means, and of which only the account can say whether it is there. */
public sealed interface TagQuestion {

    /** The tag with this id. */
    record ById(long id) implements TagQuestion {
        @Override
        public Object subject() {
            return id;
        }
    }

    /** The tag of this name, which may have to be made. */
    record ByName(TagName tag) implements TagQuestion {
        @Override
        public Object subject() {
            return folded(tag.name());
        }
    }

    /** The same for all questions that mean the same tag. */
    Object subject();

    /** A name as Keap compares it: without regard to case. */
    static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
