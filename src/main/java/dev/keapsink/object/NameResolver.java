package dev.keapsink.object;

import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.resilience.Deadline;

/** Replaces a name in a change, such as a user's address, by the id that one of the account's lists has for it. */
public interface NameResolver {

    /** The list that has the names. */
    AccountList<?> list();

    /**
     * Makes sure that the account has the name that the deployment gives to records without one.
     *
     * @throws KeapFailure.Misconfigured if it has not
     */
    default void verify(Deadline deadline) {}

    /**
     * The change with the id in place of the name. Makes no call.
     *
     * @throws InvalidValue if the list has no such name
     * @throws KeapFailure if the record has to wait for the list
     */
    Change resolved(Change change, Certainty certainty);
}
