/**
 * The pipeline's view of an object in Keap: its identity, the change that a record makes to it, and the calls that
 * write it.
 */
@NullMarked
package dev.keapsink.object;

import org.jspecify.annotations.NullMarked;
