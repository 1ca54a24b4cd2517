/**
 * What was written before: which contact a record became, and how far that got.
 */
@NullMarked
package dev.keapsink.ledger;

import org.jspecify.annotations.NullMarked;
