/** Reads what a Keap account holds, list by list, and hands it page by page to a store. Writes nothing to Keap. */
@NullMarked
package dev.keapsink.export;

import org.jspecify.annotations.NullMarked;
