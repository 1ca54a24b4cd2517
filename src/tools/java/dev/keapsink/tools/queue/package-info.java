/** Sends messages to an SQS queue with retries and at a given rate, and lets the operator stop at any moment. */
@NullMarked
package dev.keapsink.tools.queue;

import org.jspecify.annotations.NullMarked;
