/** Runs the packaged function on this machine as Lambda would: queues, an event source, the Runtime API around a process. */
@NullMarked
package dev.keapsink.tools.local;

import org.jspecify.annotations.NullMarked;
