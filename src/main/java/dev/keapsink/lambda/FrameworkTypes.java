package dev.keapsink.lambda;

import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the framework itself writes as JSON, and registers without the methods that Jackson needs for that: natively an invocation
 * that failed could not be answered.
 */
@RegisterForReflection(targets = FunctionError.class)
final class FrameworkTypes {

    private FrameworkTypes() {}
}
