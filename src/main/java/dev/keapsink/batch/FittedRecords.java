package dev.keapsink.batch;

import dev.keapsink.contact.ContactKey;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.resilience.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of one batch as they are fitted to the account, one after another. Used by one thread. */
final class FittedRecords {

    private final List<Part> parts = new ArrayList<>();
    private final Map<Integer, Result> settled;
    private final Map<Integer, List<String>> ignored = new HashMap<>();
    private final Set<ContactKey> stuck = new HashSet<>();
    private @Nullable KeapFailure stop;

    FittedRecords(Map<Integer, Result> settled) {
        this.settled = new HashMap<>(settled);
    }

    void add(Draft draft, Fitting fitting, Deadline deadline) {
        if (stop != null) {
            hold(draft, stop);
            return;
        }
        try {
            switch (fitting.fit(draft.wanted(), deadline)) {
                case Checked.Valid<Fitting.Fitted>(Fitting.Fitted fitted) -> {
                    parts.add(new Part(draft.place(), fitted.change()));
                    ignored.put(draft.place().position(), fitted.ignored());
                }
                case Checked.Invalid<Fitting.Fitted>(Rejected rejection) ->
                    settled.put(draft.place().position(), new Result.Ended(rejection));
            }
        } catch (KeapFailure.Misconfigured e) {
            throw e;
        } catch (KeapFailure.ServerError | KeapFailure.Unclear e) {
            // Keap stumbled over what this record names; only its own contact has to wait for it.
            hold(draft, e);
        } catch (KeapFailure e) {
            stop = e;
            hold(draft, e);
        }
    }

    private void hold(Draft draft, KeapFailure failure) {
        settled.put(draft.place().position(), new Result.Failed(failure));
        stuck.add(draft.wanted().change().key());
    }

    Intake.Fitted fitted() {
        parts.stream()
                .filter(part -> stuck.contains(part.change().key()))
                .forEach(part -> settled.put(part.position(), new Result.HeldUp()));
        parts.removeIf(part -> stuck.contains(part.change().key()));
        return new Intake.Fitted(List.copyOf(parts), settled, ignored);
    }
}
