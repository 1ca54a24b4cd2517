/** What becomes of the records of a batch: the results of its calls judged, what waits with them, and what the queues are told. */
@NullMarked
package dev.keapsink.outcome;

import org.jspecify.annotations.NullMarked;
