/** Deadlines, backoff and the guard around a remote call. It knows calls and failures, but no server. */
@NullMarked
package dev.keapsink.resilience;

import org.jspecify.annotations.NullMarked;
