package dev.keapsink.batch;

import dev.keapsink.keap.AccountList;
import dev.keapsink.tag.TagQuestion;

/** Something that only the account can say, and without which a record cannot be written. */
sealed interface Question {

    /** Whether it has a tag. */
    record OfTag(TagQuestion tag) implements Question, Comparable<OfTag> {
        @Override
        public int compareTo(OfTag other) {
            return tag.text().compareTo(other.tag.text());
        }
    }

    /** What is in one of its lists now. */
    record OfList(AccountList<?> list) implements Question {}
}
