package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactKey;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Carries out the steps of one batch in Keap. Threadsafe. */
final class ContactSteps implements Steps {

    private final ContactWriter contacts;
    private final TagWriter tags;
    private final Account account;
    private final OnDelete onDelete;
    private final Bugs bugs = new Bugs();

    /** The contacts without an address that this batch has written: a search might not find them yet. */
    private final Map<ContactKey, Long> written = new ConcurrentHashMap<>();

    ContactSteps(ContactWriter contacts, TagWriter tags, Account account, OnDelete onDelete) {
        this.contacts = contacts;
        this.tags = tags;
        this.account = account;
        this.onDelete = onDelete;
    }

    @Override
    public int calls(Step step) {
        return step.change().isDelete() && onDelete == OnDelete.IGNORE ? 0 : contacts.calls(step.change());
    }

    /** A delete's tags are taken off its contact in one call. */
    @Override
    public Set<Long> tags(Step step) {
        return step.change().isDelete() ? account.tags() : allTags(step.change());
    }

    @Override
    public Map<Integer, Result> run(Step step, Deadline deadline) {
        return run(step, Optional.empty(), deadline);
    }

    /** The same for a contact that was written before. */
    Map<Integer, Result> run(Step step, Optional<KnownContact> known, Deadline deadline) {
        if (step.parts().stream().anyMatch(ContactSteps::isOld)) {
            return oneByOne(step, known, deadline);
        }
        Result together = write(step.change(), known, deadline);
        boolean coalesced = step.parts().size() > 1;
        return coalesced && isRefused(together) ? oneByOne(step, known, deadline) : shared(step, together);
    }

    @Override
    public Map<Integer, Result> finish(List<Step> steps, Map<Integer, Result> results, Deadline deadline) {
        return results;
    }

    /** What a change asks of Keap, its tags apart, as a text that is the same for all that ask the same. It is personal. */
    String request(ContactChange change) {
        return change.isDelete()
                ? "%s %s".formatted(onDelete, new TreeSet<>(allTags(change)))
                : contacts.request(change);
    }

    /** Whether a removed contact is in Keap no more. */
    boolean deletes() {
        return onDelete == OnDelete.DELETE;
    }

    /** The contact that a change means, if there is one. */
    Optional<Long> find(ContactChange change, Deadline deadline) {
        return contacts.find(change, deadline);
    }

    /** A record that a server error would get rejected for must not take others with it. */
    static boolean isOld(Part part) {
        return part.place().isOld();
    }

    private static boolean isRefused(Result result) {
        return result instanceof Result.Failed(KeapFailure failure)
                && (failure instanceof KeapFailure.Answered || failure instanceof KeapFailure.ServerError);
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
    private Map<Integer, Result> oneByOne(Step step, Optional<KnownContact> known, Deadline deadline) {
        Map<Integer, Result> results = new HashMap<>();
        boolean heldUp = false;
        Optional<KnownContact> contact = known;
        for (Part part : step.parts()) {
            Result result = heldUp ? new Result.HeldUp() : write(part.change(), contact, deadline);
            results.put(part.position(), result);
            heldUp = result.holdsUpLaterOnes();
            contact = result instanceof Result.Untagged untagged ? Optional.of(saved(untagged, part)) : contact;
        }
        return results;
    }

    /** A search might not find yet what was written a moment ago. */
    private static KnownContact saved(Result.Untagged written, Part part) {
        return new KnownContact(written.contact().id(), true, part.change().key() instanceof ContactKey.ByPhone);
    }

    static Map<Integer, Result> same(Step step, Result result) {
        Map<Integer, Result> results = new HashMap<>();
        step.parts().forEach(part -> results.put(part.position(), result));
        return results;
    }

    private Result write(ContactChange change, Optional<KnownContact> known, Deadline deadline) {
        try {
            return change.isDelete()
                    ? new Result.Ended(remove(change, known, deadline))
                    : upsert(change, known, deadline);
        } catch (InvalidValue e) {
            return new Result.Ended(e.rejection());
        } catch (KeapFailure e) {
            return new Result.Failed(e);
        } catch (Throwable e) {
            return bugs.stopped(e);
        }
    }

    private Result upsert(ContactChange change, Optional<KnownContact> known, Deadline deadline) {
        try {
            return known.or(() -> justWritten(change))
                    .flatMap(before -> again(before, change, deadline))
                    .or(() -> contacts.upsert(change, deadline))
                    .<Result>map(saved -> untagged(saved, change))
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

    private Optional<KnownContact> justWritten(ContactChange change) {
        return Optional.ofNullable(written.get(change.key())).map(id -> new KnownContact(id, true, true));
    }

    private Result untagged(Saved saved, ContactChange change) {
        if (change.key() instanceof ContactKey.ByPhone) {
            written.put(change.key(), saved.id());
        }
        return new Result.Untagged(saved, allTags(change));
    }

    private Optional<Saved> again(KnownContact before, ContactChange change, Deadline deadline) {
        return before.byPhone() && change.key() instanceof ContactKey.ByEmail
                ? contacts.giveAddress(before.id(), change, deadline)
                : contacts.update(before.id(), before.sameKey(), change, deadline);
    }

    private Outcome remove(ContactChange change, Optional<KnownContact> known, Deadline deadline) {
        return onDelete == OnDelete.IGNORE
                ? new Outcome.Written(Effect.UNCHANGED)
                : known.or(() -> justWritten(change))
                        .filter(before -> change.key() instanceof ContactKey.ByPhone)
                        .map(KnownContact::id)
                        .or(() -> contacts.find(change, deadline))
                        .map(id -> new Outcome.Written(remove(id, change, deadline)))
                        .orElseGet(() -> new Outcome.Written(Effect.UNCHANGED));
    }

    private Effect remove(long id, ContactChange change, Deadline deadline) {
        if (onDelete == OnDelete.DELETE) {
            written.remove(change.key());
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

    /** The configured tags and the change's own. */
    Set<Long> allTags(ContactChange change) {
        Set<Long> all = new LinkedHashSet<>(account.tags());
        all.addAll(change.tags());
        return all;
    }
}
