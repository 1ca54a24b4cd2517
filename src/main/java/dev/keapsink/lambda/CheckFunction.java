package dev.keapsink.lambda;

import dev.keapsink.check.Check;
import dev.keapsink.check.CheckReport;
import dev.keapsink.check.CheckRequest;
import dev.keapsink.mapping.MappingError;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the deployment that it is part of, and previews the records in its request. */
@Singleton
public class CheckFunction {

    private final Checks checks;
    private final SyncFunction.Stopwatch stopwatch;

    public CheckFunction(Checks checks, SyncFunction.Stopwatch stopwatch) {
        this.checks = checks;
        this.stopwatch = stopwatch;
    }

    /** Makes a new check for every invocation, so that it sees every correction since the last one. */
    @FunctionalInterface
    public interface Checks {
        /**
         * Makes a check.
         *
         * @param mapping the document of a mapping to try; empty for the deployment's own mapping
         * @throws MappingError with a sentence if the document is no mapping
         */
        Check with(Optional<String> mapping);
    }

    /**
     * Handles an invocation.
     *
     * @param request null for a check of the deployment alone
     */
    @Funq
    public CheckReport check(@Nullable CheckRequest request) {
        CheckRequest asked = Objects.requireNonNullElse(request, CheckRequest.NONE);
        try {
            return checks.with(asked.mappingDocument()).run(asked, stopwatch.start());
        } catch (MappingError e) {
            return CheckReport.refused(e);
        }
    }
}
