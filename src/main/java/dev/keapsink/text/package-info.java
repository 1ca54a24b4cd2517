/** The basics of texts from any source: composed letters, and the product's only notion of white space. */
@NullMarked
package dev.keapsink.text;

import org.jspecify.annotations.NullMarked;
