package dev.keapsink.step;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.Key;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ids in Keap of the objects that the records of one batch refer to. It knows what the batch has written, and asks
 * in turn the memory of this process, the ledger, and Keap itself, which it asks at most once a key. Threadsafe.
 */
public final class ObjectIds {

    private final KeapObjects objects;
    private final ReferenceCache cache;
    private final Optional<KnownIds> ledger;

    /** The objects that this batch has written, by their keys. */
    private final Map<Key, Long> written = new ConcurrentHashMap<>();

    /** The same objects by their other keys, such as those of the producer. */
    private final Map<Key, Long> named = new ConcurrentHashMap<>();

    /** What this batch has found out about all other keys. */
    private final Map<Key, Answer> answers = new ConcurrentHashMap<>();

    /** The types of which Keap lets nothing be searched for until the operator has mended something. */
    private final Map<ObjectType, Answer> refusals = new ConcurrentHashMap<>();

    /**
     * @param ledger the ids that the ledger knows; empty without a ledger
     */
    public ObjectIds(KeapObjects objects, ReferenceCache cache, Optional<KnownIds> ledger) {
        this.objects = objects;
        this.cache = cache;
        this.ledger = ledger;
    }

    /** Whether this batch has written the object of a key. */
    public boolean isWritten(Key key) {
        return here(key) != null;
    }

    /** Whether a key's object is known to exist, or was tried in vain to be created by this batch. */
    public boolean isSettled(Key key, Deadline deadline) {
        Answer answer = answers.get(key);
        return isWritten(key)
                || answer instanceof Answer.Found
                || answer instanceof Answer.Failed
                || isCached(key, deadline);
    }

    /** The most calls that it takes to find the objects of these keys. */
    public int calls(Collection<Key> keys, Deadline deadline) {
        return keys.stream()
                .filter(key -> !isWritten(key) && !answers.containsKey(key) && !isCached(key, deadline))
                .mapToInt(this::searches)
                .sum();
    }

    private boolean isCached(Key key, Deadline deadline) {
        return cache.id(key, deadline.clock().instant()).isPresent();
    }

    private @Nullable Long here(Key key) {
        Long id = written.get(key);
        return id == null ? named.get(key) : id;
    }

    /** Reads what the ledger knows of the objects of these keys, in few requests. */
    public void read(Collection<Key> keys, Deadline deadline) {
        if (ledger.isEmpty()) {
            return;
        }
        Map<ObjectType, List<String>> names = keys.stream()
                .filter(key -> key.by() == Key.By.SOURCE_KEY && !isWritten(key) && !isCached(key, deadline))
                .collect(Collectors.groupingBy(
                        Key::type,
                        () -> new EnumMap<>(ObjectType.class),
                        Collectors.mapping(ObjectIds::name, Collectors.toList())));
        names.forEach((type, ofType) -> ledger.get().read(type, ofType, deadline));
    }

    /** Notes that a record's object was written. */
    void wrote(PlannedRecord planned, long id, Deadline deadline) {
        written.put(planned.change().key(), id);
        cache.put(planned.change().key(), id, deadline.clock().instant());
        planned.otherKeys().forEach(name -> {
            named.put(name, id);
            cache.put(name, id, deadline.clock().instant());
        });
    }

    /** Notes that a record's object was deleted. */
    void deleted(PlannedRecord planned) {
        forget(planned.change().key(), new Answer.Nowhere());
        planned.otherKeys().forEach(name -> forget(name, new Answer.Nowhere()));
    }

    /** Notes that this batch was to create the object of a key and has failed, at least in part. */
    public void failed(Key key, RuntimeException reason) {
        forget(key, new Answer.Failed(reason));
    }

    private void forget(Key key, Answer instead) {
        written.remove(key);
        named.remove(key);
        cache.forget(key);
        answers.put(key, instead);
    }

    /**
     * The object of a key, if there is one.
     *
     * @throws KeapFailure if the ledger cannot be read
     */
    Answer of(Key key, Deadline deadline) {
        Long id = here(key);
        if (id != null) {
            return new Answer.Found(id, false);
        }
        Answer before = answers.get(key);
        if (before != null) {
            return before;
        }
        return cache.id(key, deadline.clock().instant())
                .or(() -> inLedger(key, deadline))
                .<Answer>map(known -> new Answer.Found(known, true))
                .orElseGet(() -> searched(key, deadline));
    }

    /**
     * Searches for the objects of these keys, whose remembered ids may be those of deleted objects. An id of an object
     * that Keap cannot search for is kept.
     */
    void doubt(Collection<Key> keys, Deadline deadline) {
        for (Key key : keys) {
            if (searches(key) > 0) {
                cache.forget(key);
                searched(key, deadline);
            }
        }
    }

    private Optional<Long> inLedger(Key key, Deadline deadline) {
        return key.by() == Key.By.SOURCE_KEY
                ? ledger.flatMap(known -> known.of(key.type(), name(key), deadline))
                : Optional.empty();
    }

    private static String name(Key key) {
        return key.parts().getFirst();
    }

    private int searches(Key key) {
        return objects.of(key.type()).searches(Change.lookUp(key));
    }

    private Answer searched(Key key, Deadline deadline) {
        return cache.alone(key, () -> {
            Answer before = answers.get(key);
            if (before != null) {
                return before;
            }
            Answer answer = search(key, deadline);
            answers.put(key, answer);
            return answer;
        });
    }

    private Answer search(Key key, Deadline deadline) {
        Answer refusal = refusals.get(key.type());
        if (refusal != null) {
            return refusal;
        }
        try {
            objects.of(key.type()).prepareSearch(key, deadline);
            if (searches(key) == 0) {
                return ledger.isEmpty() ? new Answer.NotSearchable() : new Answer.Nowhere();
            }
            Optional<Long> found =
                    objects.of(key.type()).find(Change.lookUp(key), deadline).map(ExistingObject::id);
            found.ifPresent(id -> cache.put(key, id, deadline.clock().instant()));
            return found.<Answer>map(id -> new Answer.Found(id, false)).orElseGet(Answer.Nowhere::new);
        } catch (KeapFailure.Misconfigured e) {
            Answer failed = new Answer.Failed(e.of(key.type()));
            refusals.put(key.type(), failed);
            return failed;
        } catch (KeapFailure | InvalidValue e) {
            return new Answer.Failed(e);
        }
    }
}
