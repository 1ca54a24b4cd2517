package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactWriter;
import dev.keapsink.contact.ContactWriter.Saved;
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
import org.jboss.logging.Logger;

/** Carries out one step. Whatever happens is a result of the messages it serves, never an exception. Threadsafe. */
final class ContactSteps {

    private static final Logger LOG = Logger.getLogger(ContactSteps.class);

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
        return step.parts().size() > 1 && isRefused(together) ? oneByOne(step, deadline) : same(step, together);
    }

    /** What was refused together is tried one message at a time, in order, so that only the culprit is rejected. */
    private Map<Integer, Result> oneByOne(Step step, Deadline deadline) {
        Map<Integer, Result> results = new HashMap<>();
        Result last = null;
        for (Part part : step.parts()) {
            last = last instanceof Result.Failed failed && failed.holdsUpLaterOnes()
                    ? last
                    : write(part.change(), deadline);
            results.put(part.position(), last);
        }
        return results;
    }

    static Map<Integer, Result> same(Step step, Result result) {
        Map<Integer, Result> results = new HashMap<>();
        step.parts().forEach(part -> results.put(part.position(), result));
        return results;
    }

    private static boolean isRefused(Result result) {
        return result instanceof Result.Failed failed && failed.failure() instanceof KeapFailure.Refused;
    }

    private Result write(ContactChange change, Deadline deadline) {
        try {
            return change.isDelete() ? new Result.Ended(remove(change, deadline)) : upsert(change, deadline);
        } catch (InvalidValue e) {
            return new Result.Ended(e.rejection());
        } catch (KeapFailure e) {
            return new Result.Failed(e);
        } catch (RuntimeException e) {
            // Only the kind and the place: the message may quote the record.
            LOG.errorf(
                    "A bug in Keap Sink stopped one record: %s at %s",
                    e.getClass().getName(), place(e));
            return new Result.Failed(new KeapFailure.Unclear("A bug in Keap Sink stopped the record"));
        }
    }

    private Result upsert(ContactChange change, Deadline deadline) {
        Saved saved = contacts.upsert(
                change.contactType() == null ? change.withContactType(account.contactType()) : change, deadline);
        return new Result.Untagged(saved, allTags(change));
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

    private static Object place(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0];
    }
}
