/** Remembers earlier writes: which contact a record became, and how far its write got. */
@NullMarked
package dev.keapsink.ledger;

import org.jspecify.annotations.NullMarked;
