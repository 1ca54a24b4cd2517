/** The basics of the texts in records: letters in their composed form, and one notion of white space. */
@NullMarked
package dev.keapsink.text;

import org.jspecify.annotations.NullMarked;
