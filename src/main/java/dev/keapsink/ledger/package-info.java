/**
 * What Keap lets the sink in with, and where it is kept: read once, and again when Keap refuses it.
 */
@NullMarked
package dev.keapsink.ledger;

import org.jspecify.annotations.NullMarked;
