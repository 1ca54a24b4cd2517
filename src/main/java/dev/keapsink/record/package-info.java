/**
 * The vocabulary of the product: messages, the records in them, and their outcomes. Of the other packages it imports
 * only {@code text}.
 */
@NullMarked
package dev.keapsink.record;

import org.jspecify.annotations.NullMarked;
