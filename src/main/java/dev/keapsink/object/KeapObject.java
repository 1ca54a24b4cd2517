package dev.keapsink.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Checked;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.resilience.Deadline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One type of object in Keap: how records are mapped to it, how an object is identified, and the calls that write it.
 * The pipeline decides on the order of calls and on retries. Threadsafe.
 */
public interface KeapObject {

    /** The type, which names the stream of its records. */
    ObjectType type();

    /** Whether objects of this type have tags. */
    boolean isTagged();

    /** How the object of a key is kept from being created twice. */
    default Identity identity(Key key) {
        return key.by().isUpserted() ? Identity.UPSERT : Identity.SEARCH;
    }

    /** When a create in doubt is sent again. Contacts differ: Keap's upsert, or a search as ever, is enough for them. */
    default Resend resend() {
        return Resend.AFTER_A_WHILE;
    }

    /** Words by which a person finds the object of a change in Keap. They are personal: for a reject, not for a log. */
    default String inWords(Change change) {
        return "the object with the key %s"
                .formatted(String.join(" ", change.key().parts()));
    }

    /** The names by which records refer to objects of this type, beside the id. The most exact name comes first. */
    List<String> referenceNames();

    /**
     * The reference that a value under one of these names makes.
     *
     * @param createMissing whether the object is to be created if it is missing
     * @throws InvalidValue if no object of this type could have the value
     */
    Reference.ByKey reference(String name, JsonNode value, boolean createMissing);

    /** Maps a record to a change, or says why it cannot. Makes no call. */
    Checked<MappingResult> map(SinkRecord.Row row);

    /** The account's lists of things that records refer to by name. */
    List<AccountList<?>> lists();

    /**
     * Makes sure that the account has the things that the deployment names for this type. Only a success is cached. A
     * failure makes the records of this type wait, and others only if it is one of the credential.
     *
     * @throws KeapFailure.Misconfigured if one is missing
     */
    void verify(Deadline deadline);

    /**
     * Resolves a mapped record against the known state of the account. Makes no call.
     *
     * @param old whether the record was delivered so often that a remaining fault may be its own
     * @param certainty decides whether a list is known well enough to say that something is missing
     * @param findings takes the record's faults and the questions that the account has to answer first
     * @return the change to write; empty if the findings say why there is none
     */
    Optional<ResolvedChange> resolve(MappingResult.Wanted wanted, boolean old, Certainty certainty, Findings findings);

    /**
     * The canonical request of a change: equal texts for two changes that ask the same of Keap. It holds neither tags
     * nor the version, and references by their keys.
     */
    ObjectNode request(Change change);

    /**
     * Reads what has to be known before objects can be searched for by this key, such as the account's key field.
     *
     * @throws KeapFailure if it cannot be read
     */
    default void prepareSearch(Key key, Deadline deadline) {}

    /**
     * The most calls that {@link #find} takes if none of them is retried. Zero if Keap has no way to find the object of
     * this change.
     */
    int searches(Change change);

    /**
     * The existing object that a change is about, if there is one.
     *
     * @throws InvalidValue if several objects match
     */
    Optional<ExistingObject> find(Change change, Deadline deadline);

    /**
     * The object that an earlier, unanswered create of this change has made, if it has.
     *
     * @param since when the earliest such create was sent, by the ledger's clock
     * @throws InvalidValue if several objects match
     */
    default Optional<ExistingObject> findCreated(Change change, Instant since, Deadline deadline) {
        return find(change, deadline);
    }

    /** The calls that {@link #prepare} takes. */
    default int preparations() {
        return 0;
    }

    /**
     * Reads what has to be known before a create, such as the amount that is due. When it fails, no create was sent.
     *
     * @throws InvalidValue if the object must not be created
     */
    default void prepare(Change change, Deadline deadline) {}

    /** Creates an object. If Keap's upsert finds it, the object is updated instead. */
    Saved create(Change change, Deadline deadline);

    /** Updates an object that was found; empty if it is gone. */
    Optional<Saved> update(ExistingObject found, Change change, Deadline deadline);

    /**
     * Updates an object that was written before, without a search for it.
     *
     * @return empty if the object is gone, or has to be searched for after all, as only contacts have
     */
    Optional<Saved> update(KnownObject known, Change change, Deadline deadline);

    /** Deletes an object. An object that is gone already counts as deleted. */
    void delete(long id, Change change, Deadline deadline);

    /**
     * Makes sure that the account still has the things that a change names, after Keap refused the change.
     *
     * @throws KeapFailure if one is missing, or Keap cannot be asked
     */
    void recheck(Change refused, Deadline deadline);
}
