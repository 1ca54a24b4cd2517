package dev.keapsink.lambda;

import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Registers a type that the framework writes as JSON. The framework registers it without the methods that Jackson
 * needs, so that a native function could not answer a failed invocation.
 */
@RegisterForReflection(targets = FunctionError.class)
final class FrameworkTypes {

    private FrameworkTypes() {}
}
