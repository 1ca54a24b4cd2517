/** One write of one object, and how it is carried out in Keap. */
@NullMarked
package dev.keapsink.step;

import org.jspecify.annotations.NullMarked;
