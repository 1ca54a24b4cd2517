package dev.keapsink.object;

import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The kinds of objects that are written, one of each type. */
public final class KeapObjects {

    private final Map<ObjectType, KeapObject> byType = new EnumMap<>(ObjectType.class);

    /**
     * @param objects one of each type
     * @throws NullPointerException naming the stream of a type of which there is none
     */
    public KeapObjects(KeapObject... objects) {
        for (KeapObject object : objects) {
            byType.put(object.type(), object);
        }
        for (ObjectType type : ObjectType.values()) {
            of(type);
        }
    }

    /** The kind whose type this is. */
    public KeapObject of(ObjectType type) {
        return Objects.requireNonNull(byType.get(type), type.stream());
    }

    /**
     * Makes sure that the account has what the deployment names for each of them.
     *
     * @throws KeapFailure.Misconfigured if not
     */
    public void verify(Deadline deadline) {
        byType.values().forEach(object -> object.verify(deadline));
    }

    /** The account's lists that records name things of. */
    public List<AccountList<?>> lists() {
        return byType.values().stream()
                .flatMap(object -> object.lists().stream())
                .toList();
    }
}
