/** Brings the values of records into the forms that Keap takes. */
@NullMarked
package dev.keapsink.value;

import org.jspecify.annotations.NullMarked;
