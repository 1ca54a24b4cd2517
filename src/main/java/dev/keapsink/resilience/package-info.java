/** Deadlines, backoff and the guard around a remote call. Nothing here knows which server is called. */
@NullMarked
package dev.keapsink.resilience;

import org.jspecify.annotations.NullMarked;
