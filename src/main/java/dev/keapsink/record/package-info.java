/** The vocabulary everybody shares: messages, the records in them, and what becomes of them. Imports nothing of the product. */
@NullMarked
package dev.keapsink.record;

import org.jspecify.annotations.NullMarked;
