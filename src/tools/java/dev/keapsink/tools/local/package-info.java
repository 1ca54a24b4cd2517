/**
 * Runs the packaged function on this machine as Lambda does: queues, an event source, and the Runtime API around a
 * process.
 */
@NullMarked
package dev.keapsink.tools.local;

import org.jspecify.annotations.NullMarked;
