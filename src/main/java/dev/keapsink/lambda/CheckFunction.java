package dev.keapsink.lambda;

import dev.keapsink.check.Check;
import dev.keapsink.check.CheckReport;
import dev.keapsink.check.CheckRequest;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks the deployment that it is part of, and previews the records in its request. */
@Singleton
public class CheckFunction {

    private final Supplier<Check> check;
    private final SyncFunction.Stopwatch stopwatch;

    /**
     * @param check supplies a new check for every invocation, so that it sees every correction since the last one
     */
    public CheckFunction(CheckSupplier check, SyncFunction.Stopwatch stopwatch) {
        this.check = check;
        this.stopwatch = stopwatch;
    }

    /** Makes checks. */
    @FunctionalInterface
    public interface CheckSupplier extends Supplier<Check> {}

    /**
     * Handles an invocation.
     *
     * @param request null for a check of the deployment alone
     */
    @Funq
    public CheckReport check(@Nullable CheckRequest request) {
        return check.get().run(Objects.requireNonNullElse(request, CheckRequest.NONE), stopwatch.start());
    }
}
