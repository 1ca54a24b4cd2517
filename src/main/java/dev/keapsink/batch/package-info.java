/** A batch comes in, every message gets exactly one outcome, and the outcomes become the reply. */
@NullMarked
package dev.keapsink.batch;

import org.jspecify.annotations.NullMarked;
