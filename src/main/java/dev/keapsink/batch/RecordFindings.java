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
 * What keeps one record from being written: all of it, so that a record which is rejected is rejected with all its faults. Used by
 * one thread.
 */
final class RecordFindings implements Findings {

    private final Faults faults = new Faults();
    private final Set<Question> open = new LinkedHashSet<>();
    private @Nullable KeapFailure failure;

    @Override
    public Faults faults() {
        return faults;
    }

    /** The account has to be asked for this first. */
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

    /** The same for what comes to nothing. */
    void check(Runnable part) {
        of(() -> {
            part.run();
            return true;
        });
    }

    /**
     * How the record fits; nothing if nothing speaks against it. One that is at fault is rejected once all is known that can be: it
     * does not wait for what cannot be asked.
     */
    Optional<Resolution> verdict() {
        if (!faults.isEmpty() && (open.isEmpty() || failure != null)) {
            return Optional.of(new Resolution.Never(faults.together()));
        }
        if (failure != null) {
            return Optional.of(new Resolution.Failed(failure));
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(new Resolution.Open(open));
    }
}
