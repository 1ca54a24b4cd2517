package dev.keapsink.step;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.object.History;
import dev.keapsink.outcome.Backstop;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.resilience.Deadline;

/** Writes changes once the objects are found that they refer to. Threadsafe. */
final class ReferringWriter {

    private final ObjectWriter writer;
    private final References references;
    private final Backstop backstop = new Backstop();

    ReferringWriter(ObjectWriter writer, References references) {
        this.writer = writer;
        this.references = references;
    }

    /** Carries out a change up to its tags, as {@link ObjectWriter#write} does. Never throws. */
    Result write(Change change, History history, Deadline deadline) {
        if (change.references().isEmpty() || writer.isIgnored(change)) {
            return writer.write(change, history, deadline);
        }
        writer.begin(change);
        try {
            References.Resolved resolved = references.of(change, deadline);
            Result result = writer.write(resolved.change(), history, deadline);
            return isRefused(result) && !resolved.remembered().isEmpty()
                    ? again(change, resolved, result, history, deadline)
                    : result;
        } catch (InvalidValue e) {
            return new Result.Ended(e.rejection());
        } catch (KeapFailure e) {
            return new Result.Failed(e);
        } catch (Throwable e) {
            return backstop.stopped(e);
        }
    }

    /** Writes a refused change again if it referred to an object that is gone, and another has its key now. */
    private Result again(
            Change change, References.Resolved refused, Result refusal, History history, Deadline deadline) {
        References.Resolved anew = references.anew(change, refused, deadline);
        return anew.change().equals(refused.change()) ? refusal : writer.write(anew.change(), history, deadline);
    }

    private static boolean isRefused(Result result) {
        return result instanceof Result.Failed(KeapFailure failure)
                && (failure instanceof KeapFailure.Refused || failure instanceof KeapFailure.NotFound);
    }
}
