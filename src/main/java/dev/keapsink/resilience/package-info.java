/** Deadlines, backoff and the guard around a remote call. Knows calls and failures, not whom they go to. */
@NullMarked
package dev.keapsink.resilience;

import org.jspecify.annotations.NullMarked;
