/**
 * The vocabulary of the product: messages, the records in them, and their outcomes. Imports only {@code text} of the
 * product.
 */
@NullMarked
package dev.keapsink.record;

import org.jspecify.annotations.NullMarked;
