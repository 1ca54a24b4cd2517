package dev.keapsink.tools.airbyte;

import java.time.Duration;
import java.util.Optional;

/** The messages that the platform sends, one after another. */
interface Inputs {

    /**
     * The next message.
     *
     * @param longest how long to wait for it
     * @return empty if none has come by then, or if the process is asked to end
     */
    Optional<Input> next(Duration longest) throws InterruptedException;

    /**
     * Whether the process is asked to end. Takes no message.
     *
     * @param longest how long to wait for that
     */
    boolean isStopped(Duration longest) throws InterruptedException;
}
