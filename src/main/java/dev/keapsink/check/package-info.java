/** Checks whether a deployment can work, and previews records before the first one is sent. Writes nothing. */
@NullMarked
package dev.keapsink.check;

import org.jspecify.annotations.NullMarked;
