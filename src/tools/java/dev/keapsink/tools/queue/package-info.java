/** Sends messages to a queue of SQS and receives them: retries, pace, and an interruption at any moment. */
@NullMarked
package dev.keapsink.tools.queue;

import org.jspecify.annotations.NullMarked;
