/** The command {@code ./run ledger}: shows, forgets and resets the entries of the ledger. */
@NullMarked
package dev.keapsink.tools.ledger;

import org.jspecify.annotations.NullMarked;
