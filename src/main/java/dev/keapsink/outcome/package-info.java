/**
 * The outcome of every record of a batch: failures become outcomes, dependents of waiting records wait, and the queues
 * are told.
 */
@NullMarked
package dev.keapsink.outcome;

import org.jspecify.annotations.NullMarked;
