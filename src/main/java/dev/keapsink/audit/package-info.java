/** Keeps what became of every record in a database, so that it can be asked later. */
@NullMarked
package dev.keapsink.audit;

import org.jspecify.annotations.NullMarked;
