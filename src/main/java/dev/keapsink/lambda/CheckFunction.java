package dev.keapsink.lambda;

import dev.keapsink.check.Check;
import dev.keapsink.check.CheckReport;
import dev.keapsink.check.CheckRequest;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks the deployment it is part of, and previews what would become of the records in its request. */
@Singleton
public class CheckFunction {

    private final Supplier<Check> check;
    private final SyncFunction.Stopwatch stopwatch;

    /**
     * @param check a new one for every invocation, so that what was mended since the last one is seen
     */
    public CheckFunction(CheckSupplier check, SyncFunction.Stopwatch stopwatch) {
        this.check = check;
        this.stopwatch = stopwatch;
    }

    /** Makes checks. */
    @FunctionalInterface
    public interface CheckSupplier extends Supplier<Check> {}

    @Funq
    public CheckReport check(@Nullable CheckRequest request) {
        return check.get().run(Objects.requireNonNullElse(request, CheckRequest.NONE), stopwatch.start());
    }
}
