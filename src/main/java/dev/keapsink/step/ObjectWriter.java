package dev.keapsink.step;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.History;
import dev.keapsink.object.Identity;
import dev.keapsink.object.KeapObject;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.Key;
import dev.keapsink.object.KnownObject;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.Resend;
import dev.keapsink.object.Saved;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.object.WriteRules;
import dev.keapsink.outcome.Backstop;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagWriter;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Writes single changes of one batch, for every kind of object. A delete takes tags off, or deletes, the object that it
 * finds. An upsert updates the object that is known or found, and creates it if there is none. Threadsafe.
 */
public final class ObjectWriter {

    private final KeapObjects objects;
    private final TagWriter tags;
    private final Set<Long> configured;
    private final WriteRules rules;
    private final Backstop backstop = new Backstop();

    /**
     * The ids of objects that this batch has written and that only a search could find. A search might not find them
     * yet.
     */
    private final Map<Key, Long> written = new ConcurrentHashMap<>();

    /** The last call that the latest write of each object began, beside look-ups. */
    private final Map<Key, Begun> begun = new ConcurrentHashMap<>();

    /** A call that writes an object. */
    public enum Begun {
        /** A call that changes the object, or deletes it. */
        CHANGE,
        /** A call that creates the object. */
        CREATE
    }

    /**
     * @param configured the tags that every object gets whose kind has tags
     */
    public ObjectWriter(KeapObjects objects, TagWriter tags, Set<Long> configured, WriteRules rules) {
        this.objects = objects;
        this.tags = tags;
        this.configured = configured;
        this.rules = rules;
    }

    /** How many calls a change takes when nothing goes wrong, its tags apart. */
    int calls(Change change, History history) {
        if (isIgnored(change)) {
            return 0;
        }
        int searches = change.isDelete() || looksFirst(change, history)
                ? object(change).searches(change)
                : 0;
        return searches + (change.isDelete() ? 0 : object(change).preparations()) + 1;
    }

    /** Whether a change is a delete that changes nothing. Without tags there is nothing to take off. */
    boolean isIgnored(Change change) {
        return change.isDelete()
                && switch (rules.onDelete()) {
                    case IGNORE -> true;
                    case UNTAG -> !object(change).isTagged();
                    case DELETE -> false;
                };
    }

    /** Whether the object has to be looked for before the write. */
    private boolean looksFirst(Change change, History history) {
        return dependsOnObject(change)
                || switch (object(change).identity(change.key())) {
                    case UPSERT -> false;
                    case SEARCH -> true;
                    case KEYED -> !(history instanceof History.NeverSent || history instanceof History.Known);
                };
    }

    private boolean dependsOnObject(Change change) {
        return rules.policy() != WritePolicy.UPSERT || change.dependsOnObject();
    }

    /** Whether the ledger has to remember that a create of this change was begun. */
    public boolean canBeInDoubt(Change change) {
        return object(change).resend() != Resend.AT_ONCE && !change.isDelete();
    }

    /** Whether the latest write of this change's object has begun a create that must not be sent again at once. */
    boolean isInDoubt(Change change) {
        return canBeInDoubt(change)
                && begun(change).filter(Begun.CREATE::equals).isPresent();
    }

    /** The last call that the latest write of this change's object began, beside look-ups; empty for none. */
    public Optional<Begun> begun(Change change) {
        return Optional.ofNullable(begun.get(change.key()));
    }

    /** Notes that a new write of this change's object has begun no call yet. */
    void begin(Change change) {
        begun.remove(change.key());
    }

    /** Whether only this sink creates an object of this change's key. */
    public boolean isKeyed(Change change) {
        return object(change).identity(change.key()) == Identity.KEYED;
    }

    private KeapObject object(Change change) {
        return objects.of(change.key().type());
    }

    /**
     * The request that a change makes, its tags apart, as a text. Changes that ask the same have equal texts. The text
     * is personal.
     */
    public String request(Change change) {
        if (change.isDelete()) {
            return "%s %s".formatted(rules.onDelete(), new TreeSet<>(allTags(change)));
        }
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("policy", rules.policy().name());
        return request.setAll(object(change).request(change)).toString();
    }

    /** Whether a removed object is deleted in Keap, and does not only lose tags. */
    public boolean deletes() {
        return rules.onDelete() == OnDelete.DELETE;
    }

    /**
     * The id of the object that a change means; empty if there is none.
     *
     * @throws KeapFailure if Keap cannot tell
     * @throws InvalidValue if several objects match
     */
    public Optional<Long> find(Change change, Deadline deadline) {
        return object(change).find(change, deadline).map(ExistingObject::id);
    }

    /**
     * Carries out a change up to its tags. Never throws.
     *
     * @param history of the object; it may save the search
     */
    Result write(Change change, History history, Deadline deadline) {
        begin(change);
        try {
            return change.isDelete()
                    ? new Result.Ended(remove(change, history, deadline))
                    : upsert(change, history, deadline);
        } catch (InvalidValue e) {
            return new Result.Ended(e.rejection());
        } catch (KeapFailure e) {
            return new Result.Failed(e);
        } catch (Throwable e) {
            return backstop.stopped(e);
        }
    }

    private Result upsert(Change change, History history, Deadline deadline) {
        try {
            return saved(change, withJustWritten(change, history), deadline)
                    .<Result>map(saved -> untagged(saved, change))
                    .orElseGet(() -> new Result.Ended(new Outcome.Written(Effect.UNCHANGED)));
        } catch (KeapFailure.Refused refused) {
            object(change).recheck(change, deadline);
            throw refused;
        }
    }

    private History withJustWritten(Change change, History history) {
        Long id = written.get(change.key());
        return id == null || history instanceof History.Known
                ? history
                : new History.Known(KnownObject.justWritten(id, true), history);
    }

    /** The saved object; empty if it does not exist and must not be created. */
    private Optional<Saved> saved(Change change, History history, Deadline deadline) {
        if (!(history instanceof History.Known(KnownObject known, History ifGone))) {
            return unknown(change, history, deadline);
        }
        Optional<Saved> again = again(known, change, deadline);
        return again.isPresent() ? again : unknown(change, gone(change, ifGone), deadline);
    }

    /** An object that is gone is looked for where that is possible, even if no create was sent since. */
    private History gone(Change change, History ifGone) {
        return ifGone instanceof History.NeverSent && object(change).searches(change) > 0
                ? new History.Unknown()
                : ifGone;
    }

    /** Writes an object whose id is known; empty if it is gone, or has to be looked for. */
    private Optional<Saved> again(KnownObject known, Change change, Deadline deadline) {
        KeapObject object = object(change);
        if (object.resend() == Resend.AT_ONCE) {
            return dependsOnObject(change)
                    ? Optional.empty()
                    : changed(change, () -> object.update(known, change, deadline));
        }
        if (rules.policy() == WritePolicy.CREATE_ONLY) {
            return Optional.of(new Saved(known.id(), Effect.UNCHANGED));
        }
        // A list may not show yet what was created a moment ago, so that only the id tells whether it exists.
        Optional<ExistingObject> found = change.dependsOnObject() ? object.find(change, deadline) : Optional.empty();
        return changed(
                change,
                () -> found.isPresent()
                        ? object.update(found.get(), change, deadline)
                        : object.update(known, change, deadline));
    }

    private <T> T changed(Change change, Supplier<T> call) {
        begun.put(change.key(), Begun.CHANGE);
        return call.get();
    }

    /** Writes an object whose id is not known. */
    private Optional<Saved> unknown(Change change, History history, Deadline deadline) {
        if (!looksFirst(change, history)) {
            return Optional.of(create(change, deadline));
        }
        Optional<ExistingObject> found = looked(change, history, deadline);
        if (found.isPresent()) {
            return Optional.of(update(found.get(), change, deadline));
        }
        if (rules.policy() == WritePolicy.UPDATE_ONLY) {
            return Optional.empty();
        }
        requireSettled(change, history);
        return Optional.of(create(change, deadline));
    }

    private Optional<ExistingObject> looked(Change change, History history, Deadline deadline) {
        return history instanceof History.InDoubt doubt
                ? object(change).findCreated(change, doubt.since(), deadline)
                : object(change).find(change, deadline);
    }

    private void requireSettled(Change change, History history) {
        if (history instanceof History.InDoubt doubt) {
            DoubtRule.requireSettled(object(change), change, doubt);
        }
    }

    private Saved create(Change change, Deadline deadline) {
        object(change).prepare(change, deadline);
        begun.put(change.key(), Begun.CREATE);
        return object(change).create(change, deadline);
    }

    private Saved update(ExistingObject found, Change change, Deadline deadline) {
        return rules.policy() == WritePolicy.CREATE_ONLY
                ? new Saved(found.id(), Effect.UNCHANGED)
                : changed(change, () -> object(change).update(found, change, deadline))
                        .orElseThrow(() -> new KeapFailure.Gone(
                                "The object was deleted in Keap between the search and the update"));
    }

    private Result untagged(Saved saved, Change change) {
        if (!change.key().by().isUpserted()) {
            written.put(change.key(), saved.id());
        }
        return new Result.Untagged(saved, allTags(change));
    }

    /**
     * Removes an object. One that Keap's own upsert finds is always looked for by its key, because a person may have
     * given the key to another object.
     */
    private Outcome remove(Change change, History history, Deadline deadline) {
        if (isIgnored(change)) {
            return new Outcome.Written(Effect.UNCHANGED);
        }
        Optional<KnownObject> known =
                withJustWritten(change, history) instanceof History.Known(KnownObject there, var ifGone)
                                && !change.key().by().isUpserted()
                        ? Optional.of(there)
                        : Optional.empty();
        return new Outcome.Written(
                isInDoubt(history) || known.isEmpty()
                        ? removeFound(change, known, created(history), deadline)
                        : remove(known.get().id(), change, deadline));
    }

    /**
     * Removes the object that is found, or else the known one. A create after that one was gone may have made another
     * one, which is not found yet.
     */
    private Effect removeFound(Change change, Optional<KnownObject> known, History created, Deadline deadline) {
        Optional<Long> found = looked(change, created, deadline).map(ExistingObject::id);
        Effect effect = found.or(() -> known.map(KnownObject::id))
                .map(id -> remove(id, change, deadline))
                .orElse(Effect.UNCHANGED);
        if (found.isEmpty()) {
            requireSettled(change, created);
        }
        return effect;
    }

    private static boolean isInDoubt(History history) {
        return created(history) instanceof History.InDoubt;
    }

    /** What is remembered of creates, apart from an object that was written before. */
    private static History created(History history) {
        return history instanceof History.Known(KnownObject known, History ifGone) ? ifGone : history;
    }

    private Effect remove(long id, Change change, Deadline deadline) {
        if (rules.onDelete() == OnDelete.DELETE) {
            written.remove(change.key());
            begun.put(change.key(), Begun.CHANGE);
            object(change).delete(id, change, deadline);
            return Effect.REMOVED;
        }
        Set<Long> removed = allTags(change);
        if (removed.isEmpty()) {
            return Effect.UNCHANGED;
        }
        tags.remove(id, removed, deadline);
        return Effect.REMOVED;
    }

    /** The configured tags and the change's own; none if the object's kind has no tags. */
    public Set<Long> allTags(Change change) {
        Set<Long> all = new LinkedHashSet<>(configuredTags(change));
        if (object(change).isTagged()) {
            all.addAll(change.tags());
        }
        return all;
    }

    /** The tags that every object gets; none if the object's kind has no tags. */
    Set<Long> configuredTags(Change change) {
        return object(change).isTagged() ? configured : Set.of();
    }
}
