package dev.keapsink.tools.local;

import java.time.Duration;

/** What became of one invocation of the function. */
public sealed interface InvocationResult {

    /** The function answered; whether the answer makes sense is for the event source to judge. */
    record Reply(String payload) implements InvocationResult {}

    /** The function threw. */
    record FunctionError(String payload) implements InvocationResult {}

    /** The function did not answer in time. Lambda then ends its process. */
    record TimedOut(Duration timeout) implements InvocationResult {}

    /** The function's process ended while the invocation was in flight. */
    record Crashed(String reason) implements InvocationResult {}
}
