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

/** Carries out one step. Whatever happens is a result of the records it serves, never an exception. Threadsafe. */
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

    /** How many calls a step takes when nothing goes wrong, its tags apart. */
    int calls(Step step) {
        return step.change().isDelete() && onDelete == OnDelete.IGNORE ? 0 : contacts.calls(step.change());
    }

    /** The results of the step's records, by their position in the batch. */
    Map<Integer, Result> run(Step step, Deadline deadline) {
        if (step.parts().stream().anyMatch(ContactSteps::isOld)) {
            return oneByOne(step, deadline);
        }
        Result together = write(step.change(), deadline);
        boolean coalesced = step.parts().size() > 1;
        return coalesced && isRefused(together) ? oneByOne(step, deadline) : shared(step, together);
    }

    /** A record that a server error would get rejected for must not take others with it. */
    private static boolean isOld(Part part) {
        return part.place().receiveCount() >= Verdicts.DELIVERIES_TO_REJECT;
    }

    private static boolean isRefused(Result result) {
        return result instanceof Result.Failed(KeapFailure failure)
                && (failure instanceof KeapFailure.Refused || failure instanceof KeapFailure.Forbidden);
    }

    /** One result for all records of a step, but each with its own tags: a tag that fails is not the others' fault. */
    private Map<Integer, Result> shared(Step step, Result together) {
        if (!(together instanceof Result.Untagged untagged)) {
            return same(step, together);
        }
        Map<Integer, Result> results = new HashMap<>();
        step.parts()
                .forEach(part ->
                        results.put(part.position(), new Result.Untagged(untagged.contact(), allTags(part.change()))));
        return results;
    }

    /** One record at a time, in order, so that only the culprit is rejected. */
    private Map<Integer, Result> oneByOne(Step step, Deadline deadline) {
        Map<Integer, Result> results = new HashMap<>();
        boolean heldUp = false;
        for (Part part : step.parts()) {
            Result result = heldUp ? new Result.HeldUp() : write(part.change(), deadline);
            results.put(part.position(), result);
            heldUp = result.holdsUpLaterOnes();
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
        try {
            return contacts.upsert(change, deadline)
                    .<Result>map(saved -> new Result.Untagged(saved, allTags(change)))
                    .orElseGet(() -> new Result.Ended(new Outcome.Written(Effect.UNCHANGED)));
        } catch (KeapFailure.Refused refused) {
            if (change.contactType() != null && change.contactType().equals(account.contactType())) {
                // Perhaps not for what the record says, but for the configured type, which may be gone since the start.
                account.recheckContactType(deadline);
            }
            account.recheckCustomFields(change, deadline);
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
