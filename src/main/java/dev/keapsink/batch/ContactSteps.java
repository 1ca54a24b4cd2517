package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactWriter;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagWriter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Carries out one step. Whatever happens is a result of the messages it serves, never an exception. Threadsafe. */
final class ContactSteps {

    private final ContactWriter contacts;
    private final TagWriter tags;
    private final Account account;
    private final OnDelete onDelete;

    ContactSteps(ContactWriter contacts, TagWriter tags, Account account, OnDelete onDelete) {
        this.contacts = contacts;
        this.tags = tags;
        this.account = account;
        this.onDelete = onDelete;
    }

    /** The results of the step's messages, by their position in the batch. */
    Map<Integer, Result> run(Step step, Deadline deadline) {
        Result together = write(step.change(), deadline);
        return step.parts().size() > 1 && mayHaveACulprit(step, together)
                ? oneByOne(step, deadline)
                : same(step, together);
    }

    /** A refusal, or a server error that goes on for so long that a message would be rejected for it. */
    private static boolean mayHaveACulprit(Step step, Result result) {
        return result instanceof Result.Failed(KeapFailure failure)
                && (failure instanceof KeapFailure.Refused
                        || (failure instanceof KeapFailure.ServerError
                                && step.parts().stream().anyMatch(ContactSteps::isOld)));
    }

    private static boolean isOld(Part part) {
        return part.message().delivery().receiveCount() >= Verdicts.SERVER_ERRORS_TO_REJECT;
    }

    /** What failed together is tried one message at a time, in order, so that only the culprit is rejected. */
    private Map<Integer, Result> oneByOne(Step step, Deadline deadline) {
        Map<Integer, Result> results = new HashMap<>();
        boolean heldUp = false;
        for (Part part : step.parts()) {
            Result result = heldUp ? new Result.HeldUp() : write(part.change(), deadline);
            results.put(part.position(), result);
            heldUp = heldUp || result.holdsUpLaterOnes();
        }
        return results;
    }

    static Map<Integer, Result> same(Step step, Result result) {
        Map<Integer, Result> results = new HashMap<>();
        step.parts().forEach(part -> results.put(part.position(), result));
        return results;
    }

    private Result write(ContactChange change, Deadline deadline) {
        try {
            return change.isDelete() ? new Result.Ended(remove(change, deadline)) : upsert(change, deadline);
        } catch (InvalidValue e) {
            return new Result.Ended(e.rejection());
        } catch (KeapFailure e) {
            return new Result.Failed(e);
        } catch (Throwable e) {
            return BatchLog.bug(e);
        }
    }

    private Result upsert(ContactChange change, Deadline deadline) {
        if (change.contactType() != null || account.contactType() == null) {
            return new Result.Untagged(contacts.upsert(change, deadline), allTags(change));
        }
        try {
            ContactChange typed = change.withContactType(account.contactType());
            return new Result.Untagged(contacts.upsert(typed, deadline), allTags(change));
        } catch (KeapFailure.Refused refused) {
            // Perhaps not for what the record says, but for the configured type, which may be gone since the start.
            account.recheckContactType(deadline);
            throw refused;
        }
    }

    private Outcome remove(ContactChange change, Deadline deadline) {
        return onDelete == OnDelete.IGNORE
                ? new Outcome.Written(Effect.UNCHANGED)
                : contacts.find(change, deadline)
                        .map(id -> new Outcome.Written(remove(id, change, deadline)))
                        .orElseGet(() -> new Outcome.Written(Effect.UNCHANGED));
    }

    private Effect remove(long id, ContactChange change, Deadline deadline) {
        if (onDelete == OnDelete.DELETE) {
            contacts.delete(id, deadline);
            return Effect.REMOVED;
        }
        Set<Long> worn = allTags(change);
        if (worn.isEmpty()) {
            return Effect.UNCHANGED;
        }
        tags.remove(id, worn, deadline);
        return Effect.REMOVED;
    }

    private Set<Long> allTags(ContactChange change) {
        Set<Long> all = new LinkedHashSet<>(account.tags());
        all.addAll(change.tags());
        return all;
    }
}
