package dev.keapsink.object;

import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds the {@link KeapObject} of each type that is written. Immutable. */
public final class KeapObjects {

    private final Map<ObjectType, KeapObject> byType = new EnumMap<>(ObjectType.class);

    /**
     * @param objects one of each type
     */
    public KeapObjects(KeapObject... objects) {
        for (KeapObject object : objects) {
            byType.put(object.type(), object);
        }
    }

    /** The same with others, each in place of the one of its type. */
    public KeapObjects and(Collection<KeapObject> others) {
        return new KeapObjects(
                Stream.concat(byType.values().stream(), others.stream()).toArray(KeapObject[]::new));
    }

    /**
     * The object of a type.
     *
     * @throws NullPointerException naming the stream of a type without an object
     */
    public KeapObject of(ObjectType type) {
        return Objects.requireNonNull(byType.get(type), type.stream());
    }

    /**
     * Makes sure that the account has the things that the deployment names for these types.
     *
     * @return the failures of the types whose records have to wait
     * @throws KeapFailure.Misconfigured if the records of all types have to wait
     */
    public Map<ObjectType, KeapFailure> verify(Collection<ObjectType> types, Deadline deadline) {
        Map<ObjectType, KeapFailure> failures = new EnumMap<>(ObjectType.class);
        for (ObjectType type : new TreeSet<>(types)) {
            try {
                of(type).verify(deadline);
            } catch (KeapFailure.Misconfigured e) {
                KeapFailure.Misconfigured failure = e.of(type);
                if (failure.type().isEmpty()) {
                    throw failure;
                }
                failures.put(type, failure);
            } catch (KeapFailure e) {
                failures.put(type, e);
            }
        }
        return failures;
    }

    /** The account's lists of things that records refer to by name. */
    public List<AccountList<?>> lists() {
        return byType.values().stream()
                .flatMap(object -> object.lists().stream())
                .toList();
    }
}
