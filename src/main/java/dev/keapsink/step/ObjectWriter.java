package dev.keapsink.step;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.KeapObject;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.Key;
import dev.keapsink.object.KnownObject;
import dev.keapsink.object.OnDelete;
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
    int calls(Change change) {
        if (change.isDelete() && rules.onDelete() == OnDelete.IGNORE) {
            return 0;
        }
        return change.isDelete() || looksFirst(change) ? object(change).searches(change) + 1 : 1;
    }

    /** Whether the object has to be looked for before the write. */
    private boolean looksFirst(Change change) {
        return !change.key().by().isUpserted() || dependsOnObject(change);
    }

    private boolean dependsOnObject(Change change) {
        return rules.policy() != WritePolicy.UPSERT || change.dependsOnObject();
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
     * @param known the object, if it was written before; it may save the search
     */
    Result write(Change change, Optional<KnownObject> known, Deadline deadline) {
        try {
            return change.isDelete()
                    ? new Result.Ended(remove(change, known, deadline))
                    : upsert(change, known, deadline);
        } catch (InvalidValue e) {
            return new Result.Ended(e.rejection());
        } catch (KeapFailure e) {
            return new Result.Failed(e);
        } catch (Throwable e) {
            return backstop.stopped(e);
        }
    }

    private Result upsert(Change change, Optional<KnownObject> known, Deadline deadline) {
        try {
            return known.or(() -> justWritten(change))
                    .flatMap(before -> again(before, change, deadline))
                    .or(() -> saved(change, deadline))
                    .<Result>map(saved -> untagged(saved, change))
                    .orElseGet(() -> new Result.Ended(new Outcome.Written(Effect.UNCHANGED)));
        } catch (KeapFailure.Refused refused) {
            object(change).recheck(change, deadline);
            throw refused;
        }
    }

    private Optional<KnownObject> justWritten(Change change) {
        return Optional.ofNullable(written.get(change.key())).map(id -> new KnownObject(id, true, true));
    }

    private Optional<Saved> again(KnownObject before, Change change, Deadline deadline) {
        return dependsOnObject(change) ? Optional.empty() : object(change).update(before, change, deadline);
    }

    /** The saved object; empty if it does not exist and must not be created. */
    private Optional<Saved> saved(Change change, Deadline deadline) {
        KeapObject object = object(change);
        if (!looksFirst(change)) {
            return Optional.of(object.create(change, deadline));
        }
        Optional<ExistingObject> found = object.find(change, deadline);
        if (found.isPresent()) {
            return Optional.of(update(object, found.get(), change, deadline));
        }
        return rules.policy() == WritePolicy.UPDATE_ONLY
                ? Optional.empty()
                : Optional.of(object.create(change, deadline));
    }

    private Saved update(KeapObject object, ExistingObject found, Change change, Deadline deadline) {
        return rules.policy() == WritePolicy.CREATE_ONLY
                ? new Saved(found.id(), Effect.UNCHANGED)
                : object.update(found, change, deadline)
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
    private Outcome remove(Change change, Optional<KnownObject> known, Deadline deadline) {
        return rules.onDelete() == OnDelete.IGNORE
                ? new Outcome.Written(Effect.UNCHANGED)
                : known.or(() -> justWritten(change))
                        .filter(before -> !change.key().by().isUpserted())
                        .map(KnownObject::id)
                        .or(() -> find(change, deadline))
                        .map(id -> new Outcome.Written(remove(id, change, deadline)))
                        .orElseGet(() -> new Outcome.Written(Effect.UNCHANGED));
    }

    private Effect remove(long id, Change change, Deadline deadline) {
        if (rules.onDelete() == OnDelete.DELETE) {
            written.remove(change.key());
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
