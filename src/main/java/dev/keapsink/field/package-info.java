/** The fields of an object in Keap: their names, their types, and the values that a record has for them. */
@NullMarked
package dev.keapsink.field;

import org.jspecify.annotations.NullMarked;
