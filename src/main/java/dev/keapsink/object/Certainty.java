package dev.keapsink.object;

import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;

/** Decides whether one of the account's lists was read well enough to call something missing that is not in it. */
@FunctionalInterface
public interface Certainty {

    /**
     * Returns only if the list is certain: it was read twice since the batch came. Otherwise the exception has the list
     * read or makes the record wait.
     *
     * @param what the missing thing, as the beginning of a sentence
     * @throws KeapFailure if the list could not be read, or was read a moment ago
     */
    void require(AccountList<?> list, String what);
}
