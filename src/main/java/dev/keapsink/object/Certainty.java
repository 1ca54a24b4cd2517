package dev.keapsink.object;

import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;

/** Whether one of the account's lists is known well enough to say that something is not in it. */
@FunctionalInterface
public interface Certainty {

    /**
     * Returns only if the list is certain: it was read, and read again, since the record came. Otherwise what it throws has the list
     * read, or the record wait.
     *
     * @param what is missing, as the beginning of a sentence
     * @throws KeapFailure if the list could not be read, or was read a moment ago
     */
    void require(AccountList<?> list, String what);
}
