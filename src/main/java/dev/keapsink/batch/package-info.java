/** A batch comes in, every record gets exactly one outcome, and the outcomes decide which messages come again. */
@NullMarked
package dev.keapsink.batch;

import org.jspecify.annotations.NullMarked;
