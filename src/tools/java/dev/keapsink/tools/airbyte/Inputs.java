package dev.keapsink.tools.airbyte;

import java.time.Duration;
import java.util.Optional;

/** The messages that the platform sends, one after another. */
@FunctionalInterface
interface Inputs {

    /**
     * The next message.
     *
     * @param longest how long to wait for it
     * @return empty if none has come by then
     */
    Optional<Input> next(Duration longest) throws InterruptedException;
}
