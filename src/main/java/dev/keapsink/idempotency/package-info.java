/** Exactly once: what the ledger knows of an object, who holds it, and what is left to do. */
@NullMarked
package dev.keapsink.idempotency;

import org.jspecify.annotations.NullMarked;
