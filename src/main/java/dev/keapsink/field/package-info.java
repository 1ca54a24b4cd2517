/** The fields of an object in Keap: which there are, what they take, and what a record has for them. */
@NullMarked
package dev.keapsink.field;

import org.jspecify.annotations.NullMarked;
