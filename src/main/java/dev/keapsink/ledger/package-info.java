/**
 * The ledger: the entries that remember which contact a record became and how far its write got, and the interface of
 * their store.
 */
@NullMarked
package dev.keapsink.ledger;

import org.jspecify.annotations.NullMarked;
