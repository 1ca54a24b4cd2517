package dev.keapsink.tools.emulator;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.InvocationResult;

/** Runs deployed functions. */
interface Invoker {
    /**
     * Runs a function with its present configuration, and returns the result.
     *
     * @param function its name or its ARN
     * @throws CommandFailure if it is not deployed, or does not start
     */
    InvocationResult invoke(String function, String payload) throws InterruptedException;
}
