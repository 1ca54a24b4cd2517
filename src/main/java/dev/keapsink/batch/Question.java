package dev.keapsink.batch;

import dev.keapsink.keap.AccountList;
import dev.keapsink.tag.TagQuestion;

/** A question that only the account can answer, and whose answer a record needs. */
sealed interface Question {

    /** Whether the account has a tag. */
    record OfTag(TagQuestion tag) implements Question, Comparable<OfTag> {
        @Override
        public int compareTo(OfTag other) {
            return tag.text().compareTo(other.tag.text());
        }
    }

    /** What one of the account's lists holds now. */
    record OfList(AccountList<?> list) implements Question {}
}
