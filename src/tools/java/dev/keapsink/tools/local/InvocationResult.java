package dev.keapsink.tools.local;

import java.time.Duration;

/** The result of one invocation of the function. */
public sealed interface InvocationResult {

    /** The function answered. The event source checks the answer. */
    record Reply(String payload) implements InvocationResult {}

    /** The function reported an error, as JSON. */
    record FunctionError(String payload) implements InvocationResult {}

    /** The function did not answer in time. Lambda then ends its process. */
    record TimedOut(Duration timeout) implements InvocationResult {}

    /** The function's process ended while the invocation was in flight. */
    record Crashed(String reason) implements InvocationResult {}
}
