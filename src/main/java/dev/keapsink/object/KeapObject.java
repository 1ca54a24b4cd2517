package dev.keapsink.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Checked;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.resilience.Deadline;
import java.util.List;
import java.util.Optional;

/**
 * One kind of object in Keap: what records want of it, who is who, and the calls that write it. What is done in which order, and
 * again after a failure, is the pipeline's to decide. Threadsafe.
 */
public interface KeapObject {

    /** Whose stream's records it takes. */
    ObjectType type();

    /** Whether objects of this kind have tags. */
    boolean isTagged();

    /** The change that a record asks for, or why it cannot be made. Makes no call. */
    Checked<MappingResult> map(SinkRecord.Row row);

    /** The account's lists that records name things of. */
    List<AccountList<?>> lists();

    /**
     * Makes sure that the account has what the deployment names for this kind. Only a success is kept.
     *
     * @throws KeapFailure.Misconfigured if not
     */
    void verify(Deadline deadline);

    /**
     * Fits what a record wants to what is known of the account. Makes no call.
     *
     * @param old whether the record was delivered often
     * @param certainty whether a list is known well enough to say that something is not in it
     * @param findings takes what is wrong with the record, and what has to be asked first
     * @return the change as it can be written; nothing if the findings say why not
     */
    Optional<ResolvedChange> resolve(MappingResult.Wanted wanted, boolean old, Certainty certainty, Findings findings);

    /** What a change asks of Keap: equal as texts for two changes that ask the same. Tags and the version are not in it. */
    ObjectNode request(Change change);

    /** How many calls {@link #find} takes at most when nothing goes wrong. */
    int searches(Change change);

    /**
     * The object that a change means, if there is one.
     *
     * @throws InvalidValue if several match
     */
    Optional<ExistingObject> find(Change change, Deadline deadline);

    /** Creates an object; one that Keap's upsert finds is updated instead. */
    Saved create(Change change, Deadline deadline);

    /** Updates an object that was found; nothing if it is gone. */
    Optional<Saved> update(ExistingObject found, Change change, Deadline deadline);

    /**
     * Updates an object that was written before, without a search for it.
     *
     * @return nothing if it is gone, or has to be searched for nevertheless
     */
    Optional<Saved> update(KnownObject known, Change change, Deadline deadline);

    /** Deletes an object. One that is gone already is as good as deleted. */
    void delete(long id, Deadline deadline);

    /**
     * Makes sure that what a change names is still there, after Keap has refused the change.
     *
     * @throws KeapFailure if it is not, or Keap cannot be asked
     */
    void recheck(Change refused, Deadline deadline);
}
