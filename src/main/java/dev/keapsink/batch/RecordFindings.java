package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Findings;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the faults, questions and failures of one record, so that a rejection names all faults at once. Used by one
 * thread.
 */
final class RecordFindings implements Findings {

    private final Faults faults = new Faults();
    private final Set<Question> open = new LinkedHashSet<>();
    private @Nullable KeapFailure failure;

    @Override
    public Faults faults() {
        return faults;
    }

    /** Notes that the account has to be asked first. */
    void ask(Question question) {
        open.add(question);
    }

    @Override
    public <T> Optional<T> of(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (Unanswered e) {
            open.addAll(e.questions());
        } catch (InvalidValue e) {
            faults.add(e.rejection());
        } catch (KeapFailure e) {
            failure = failure == null ? e : failure;
        }
        return Optional.empty();
    }

    /** Runs a check that has no result. */
    void check(Runnable part) {
        of(() -> {
            part.run();
            return true;
        });
    }

    /**
     * The resolution that follows from the findings; empty if the record can be written. A record with faults is
     * rejected once everything is known that can be. It does not wait for a question that cannot be asked.
     */
    Optional<Resolution> resolution() {
        if (!faults.isEmpty() && (open.isEmpty() || failure != null)) {
            return Optional.of(new Resolution.Never(faults.together()));
        }
        if (failure != null) {
            return Optional.of(new Resolution.Failed(failure));
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(new Resolution.Open(open));
    }
}
