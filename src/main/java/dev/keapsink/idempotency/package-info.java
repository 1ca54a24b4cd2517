/**
 * Idempotent writes with the ledger: unchanged and stale records are skipped. Entries are read before a batch, claimed
 * before a write, and finished after it.
 */
@NullMarked
package dev.keapsink.idempotency;

import org.jspecify.annotations.NullMarked;
