/** What an object in Keap is to the pipeline: who it is, what a record wants of it, and the calls that write it. */
@NullMarked
package dev.keapsink.object;

import org.jspecify.annotations.NullMarked;
