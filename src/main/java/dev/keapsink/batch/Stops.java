package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.ObjectType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The failures of a batch that the operator has to mend. Each meets all records, or all records of one type, so that no
 * further call is made for them. Threadsafe.
 */
final class Stops {

    private final AtomicReference<KeapFailure.@Nullable Misconfigured> ofAll = new AtomicReference<>();
    private final Map<ObjectType, KeapFailure.Misconfigured> ofType = new ConcurrentHashMap<>();

    /** Notes the results of records. */
    void addAll(Collection<Result> results) {
        results.forEach(this::add);
    }

    /** Notes the result of a record; only the first failure for the same records counts. */
    void add(Result result) {
        if (result instanceof Result.Failed(KeapFailure.Misconfigured failure)) {
            failure.type()
                    .ifPresentOrElse(
                            type -> ofType.putIfAbsent(type, failure), () -> ofAll.compareAndSet(null, failure));
        }
    }

    /**
     * The failure that the records of a type have to wait for; empty if there is none.
     *
     * @param type null for a record that could not be read
     */
    Optional<KeapFailure.Misconfigured> of(@Nullable ObjectType type) {
        KeapFailure.Misconfigured all = ofAll.get();
        return all != null || type == null ? Optional.ofNullable(all) : Optional.ofNullable(ofType.get(type));
    }

    /** One sentence for each failure; one alone if it meets all records. */
    List<String> sentences() {
        KeapFailure.Misconfigured all = ofAll.get();
        return all != null
                ? List.of("%s. The batch waits; nothing is lost.".formatted(all.getMessage()))
                : ofType.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(stop -> "%s. All %s wait; nothing is lost, and other records go on."
                                .formatted(stop.getValue().getMessage(), stop.getKey().stream()))
                        .toList();
    }
}
